using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Flips;

public sealed class SameAnswersTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    // What differs between any two answers, and what says which side it was.
    private static readonly string[] Incomparable =
        ["date", "x-request-id", "x-ratelimit-remaining", "x-ratelimit-reset", "x-served-by", "x-served-reason", "traceparent", "server-timing"];

    [Fact]
    public async Task Conversation_OnEitherSide_IsTheSameByteForByte()
    {
        var onMonolith = await ConversationAsync(0);
        var onService = await ConversationAsync(100);

        onMonolith.Select(a => a.ServedBy).Distinct().ShouldBe([null, Side.Monolith], ignoreOrder: true);
        onService.Select(a => a.ServedBy).Distinct().ShouldBe([null, Side.Service], ignoreOrder: true);
        onService.Count.ShouldBe(onMonolith.Count);
        foreach (var (monolith, service) in onMonolith.Zip(onService))
        {
            Comparable(service).ShouldBe(Comparable(monolith));
        }
    }

    /// <summary>After a reset the same requests get the same ids, so that everything may be compared.</summary>
    private async Task<List<Answer>> ConversationAsync(int percent)
    {
        await DatabaseReset.RunAsync(Environment);
        await Operator.ShiftAsync("favorites", percent);
        var user = await Api.SignUpAsync();
        var answers = new List<Answer>();
        Api.Answered = answers.Add;
        try
        {
            await TalkAsync(user);
        }
        finally
        {
            Api.Answered = null;
        }

        return answers;
    }

    private async Task TalkAsync(SignedInUser user)
    {
        await user.ListAsync();
        foreach (var movie in Movies.Ids.Take(10))
        {
            await user.AddAsync(movie);
        }

        await user.AddAsync(Movies.First);
        foreach (var query in new[] { "", "?genre_id=", "?genre_id=28", "?genre_id=424242", "?genre_id=abc", "?genre_id=28&genre_id=35", "?other=1", "?GENRE_ID=28" })
        {
            await user.ListAsync(query);
        }

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Delete })
        {
            foreach (var body in new[]
            {
                null, "", "{}", "[]", "null", "1", "{", """{"movie_id":null}""", """{"movie_id":"abc"}""", """{"movie_id":1.5}""", """{"movie_id":[1]}""",
                """{"movie_id":true}""", """{"movie_id":987654321}""", """{"movie_id":99999999999999999999}""", """{"movie_id":-1}""",
                """{"Movie_Id":987654321}""", """{"movie_id":987654321,"movie_id":987654322}""", """{"movie_id":"987654321 ","outro":"ç"}""",
            })
            {
                await Api.SendAsync(method, "/api/favorites", user.Token, body);
            }
        }

        await user.RemoveAsync(Movies.First);
        await user.RemoveAsync(Movies.First);
        await user.ListAsync();
        await Api.SendAsync(HttpMethod.Head, "/api/favorites", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/api/favorites/", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/API/Favorites", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/api/favorites", user.Token, null, ("Accept", "text/html"));
        await Api.SendAsync(HttpMethod.Post, "/api/favorites", user.Token, """{"movie_id":1}""", ("Content-Type", "text/plain"));
        await Api.GetAsync("/api/favorites");
        await Api.GetAsync("/api/favorites", "garbage");
    }

    private static string Comparable(Answer answer)
    {
        var headers = answer.Headers.Where(h => !Incomparable.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}");
        return $"{answer.Request}\n{answer.Status}\n{string.Join('\n', headers)}\n\n{answer.Body}";
    }
}
