using System.Diagnostics;
using System.Globalization;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Unit.Wallet;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Wallet;

/// <summary>
/// Host and service are killed in the middle of other people's money, while its routes go to and fro between them. <c>WALLET_OPERATIONS=10000</c> is the
/// long version.
/// </summary>
public sealed class WalletKillTests(ITestOutputHelper output)
{
    private const int Users = 12;
    private const int Clients = 100;
    private static readonly int[] Percentages = [0, 50, 100];
    private static readonly TimeSpan BetweenFlips = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static int Operations => int.TryParse(Environment.GetEnvironmentVariable("WALLET_OPERATIONS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 1500;

    private static int Kills => Math.Clamp(Operations / 1000, 3, 9);

    [Fact]
    public async Task Kill9_OfServiceAndHostWhileFlagsFlip_LosesNothingAndBooksNothingTwice()
    {
        var database = await SharedDatabase.NewAsync();
        await using var environment = await TestEnvironment.StartAsync(new() { Services = ["Wallet"], ConnectionString = database });
        var load = await WalletLoad.PrepareAsync(environment.Api, Users);
        var model = load.Model;

        var begin = Stopwatch.GetTimestamp();
        using var ending = new CancellationTokenSource();
        load.Begin(Clients, () => model.Answered < Operations || !ending.IsCancellationRequested);
        var flipping = FlipAsync(environment.Operator, load.Running);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await load.AnsweredAsync(Operations * kill / (Kills + 1), Patience);
            // One that was killed takes longer to come back than all the others' operations: each kill is to find both sides at work.
            await load.AnsweredByServiceAsync(model.AnsweredByService + (Operations / 20), Patience);
            await KillAsync(environment, kill);
        }

        await ending.CancelAsync();
        await load.Running;

        var flips = await flipping;
        output.WriteLine($"{model.Answered} operations answered in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s, {model.AnsweredByService} of them by the service; "
            + $"{model.Retried} requests sent again, {Kills} kills, {flips} flips");
        model.Retried.ShouldBeGreaterThan(0, "the kills must have met somebody");
        model.AnsweredByService.ShouldBeInRange(model.Answered / 50, model.Answered * 49 / 50, "both sides must have worked");
        flips.ShouldBeGreaterThan(10);
        await load.ShouldHoldWhatWasAnsweredAsync();
        await using var books = NpgsqlDataSource.Create(database);
        await BooksAudit.ShouldBalanceAsync(books);
    }

    /// <summary>The service, the Host, both.</summary>
    private static async Task KillAsync(TestEnvironment environment, int kill)
    {
        var (service, host) = (kill % 3 != 2, kill % 3 != 1);
        await Task.WhenAll(
            service ? environment.Wallet.Process.KillAsync() : Task.CompletedTask,
            host ? environment.Host.KillAsync() : Task.CompletedTask);
        if (host)
        {
            await environment.StartHostAsync();
        }

        if (service)
        {
            await environment.Wallet.StartAsync();
        }
    }

    /// <returns>How many were applied.</returns>
    private static async Task<int> FlipAsync(Operator flags, Task whileRunning)
    {
        var flips = 0;
        while (!whileRunning.IsCompleted)
        {
            flips += await flags.TryShiftAsync("wallet", Percentages[Random.Shared.Next(Percentages.Length)]) ? 1 : 0;
            await Task.Delay(BetweenFlips, CancellationToken.None);
        }

        return flips;
    }
}
