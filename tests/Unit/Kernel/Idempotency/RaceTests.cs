using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

public sealed class RaceTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private const int Rounds = 10;

    [Theory]
    [InlineData("save")]
    [InlineData("sql")]
    public async Task FiftyEqualRequests_OnBothPlacements_AreExecutedOnceAndAnsweredAlike(string way)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (key, text) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? ledger.Monolith : ledger.Service).SendAsync(way, text, key)));

            answers.Count(a => !a.IsReplayed).ShouldBe(1);
            answers.Select(a => a.AsGiven()).Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
            (await ledger.Monolith.CountAsync(text)).ShouldBe(1);
        }
    }

    /// <summary>
    /// A lease so short that attempts overtake each other all the time: only the fence is left to keep them apart. What was committed has as long to be answered,
    /// before it is called lost.
    /// </summary>
    [Fact]
    public async Task AttemptsThatOvertakeEachOther_StillCommitOnce()
    {
        const int Keys = 4;
        (string, string)[] settings = [("Idempotency:Lease", "00:00:00.500"), ("Idempotency:WaitForAnswer", "00:00:30")];
        await using var monolith = await LedgerProcess.StartAsync(ledger.Database.ConnectionString, settings);
        await using var service = await LedgerProcess.StartAsync(ledger.Database.ConnectionString, settings);
        foreach (var process in (LedgerProcess[])[monolith, service])
        {
            process.Steps.BeforeWriting = cancellationToken => Task.Delay(Random.Shared.Next(250, 900), cancellationToken);
        }

        for (var round = 0; round < Keys; round++)
        {
            var (key, text) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? monolith : service).SendAsync("save", text, key)));

            answers.Select(a => a.AsGiven()).Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
            (await monolith.CountAsync(text)).ShouldBe(1);
        }

        (monolith.Steps.Started + service.Steps.Started).ShouldBeGreaterThan(Keys, "nobody was overtaken, so nothing was tested");
    }
}
