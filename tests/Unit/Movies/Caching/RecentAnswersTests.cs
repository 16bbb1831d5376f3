using Monolith.Movies.Caching;
using Monolith.Movies.Providers;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Caching;

public sealed class RecentAnswersTests
{
    [Fact]
    public void Put_MoreThanTheNumber_ForgetsTheLeastRecentlyUsed()
    {
        var answers = new RecentAnswers(maxEntries: 3, maxBytes: 1_000_000);
        foreach (var key in new[] { "a", "b", "c" })
        {
            answers.Put(key, Of(1));
        }

        answers.Find("a");
        answers.Put("d", Of(1));

        answers.Count.ShouldBe(3);
        answers.Find("b").ShouldBeNull();
        new[] { "a", "c", "d" }.ShouldAllBe(key => answers.Find(key) != null);
    }

    [Fact]
    public void Put_MoreThanTheBytes_ForgetsUntilItFits()
    {
        var answers = new RecentAnswers(maxEntries: 1_000, maxBytes: 100_000);
        for (var i = 0; i < 500; i++)
        {
            answers.Put($"{i}", Of(9_000));
            answers.Bytes.ShouldBeInRange(9_000, 100_000);
        }

        answers.Count.ShouldBe(10);
        answers.Find("499").ShouldNotBeNull();
    }

    [Fact]
    public void Put_LargerThanAll_IsNotKept()
    {
        var answers = new RecentAnswers(maxEntries: 10, maxBytes: 10_000);

        answers.Put("large", Of(10_000));

        answers.Count.ShouldBe(0);
        answers.Bytes.ShouldBe(0);
    }

    [Fact]
    public void Put_SameKey_ReplacesAndCountsOnce()
    {
        var answers = new RecentAnswers(maxEntries: 10, maxBytes: 10_000);
        answers.Put("key", Of(5_000));
        answers.Put("key", Of(1));

        answers.Count.ShouldBe(1);
        answers.Bytes.ShouldBeLessThan(1_000);
        answers.Find("key")!.Answer.Json.Length.ShouldBe(1);
    }

    [Fact]
    public async Task PutAndFind_FromManyThreads_StaysWithinBounds()
    {
        var answers = new RecentAnswers(maxEntries: 50, maxBytes: 1_000_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                answers.Put($"{(i * 7) + worker}", Of(i % 100));
                answers.Find($"{i}");
            }
        })));

        answers.Count.ShouldBe(50);
    }

    private static CachedAnswer Of(int bytes) => new(MovieAnswer.Found(new byte[bytes]), DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
}
