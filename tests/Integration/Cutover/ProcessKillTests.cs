using Monolith.DataCutover.Kills;
using Monolith.Integration.Environments;
using Monolith.Integration.Wallet;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Status;
using Monolith.Strangler.Cutover.Switching;
using Monolith.Unit.Wallet;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>
/// The Host, the service or both are killed with kill -9 when a switch is at a step, there and back, while people spend from their wallets through both.
/// <c>CUTOVER_KILLS=36</c> has each step, victim and direction once.
/// </summary>
public sealed class ProcessKillTests(ITestOutputHelper output)
{
    private const int Users = 8;
    private const int Clients = 8;

    /// <summary>Who shares two cores with a Host that starts must be patient.</summary>
    private static readonly SwitchSettings Patient = new()
    {
        HoldPatience = TimeSpan.FromSeconds(30), FencePatience = TimeSpan.FromSeconds(30), GapPatience = TimeSpan.FromMinutes(1),
        StreamPatience = TimeSpan.FromSeconds(60), LongestTransaction = TimeSpan.FromSeconds(30),
    };

    /// <summary>On servers that are configured, as in production; the Host's private one would go with the Host.</summary>
    [Fact]
    public async Task Switch_ProcessesKilledAtAStep_EndsAndLosesNothing()
    {
        var (database, own) = (await SharedDatabase.NewAsync(), await SharedDatabase.NewAsync());
        await using var environment = await TestEnvironment.StartAsync(
            new() { Services = ["Wallet"], ConnectionString = database, HostSettings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Modules__Wallet__Database__ConnectionString"] = own } });
        var load = await WalletLoad.PrepareAsync(environment.Api, Users);
        var wallet = new MovedModule(environment, "wallet", output, own);
        await wallet.ReplicateAsync();
        await environment.Operator.ShiftAsync("wallet", 50);
        await using var pair = new CutoverPair("wallet", new(Place.Monolith, database), new(Place.Own, own));

        using var ending = new CancellationTokenSource();
        load.Begin(Clients, () => !ending.IsCancellationRequested);
        var owner = (Place: Place.Monolith, Epoch: 1L);
        foreach (var (kill, _) in Killing.Choose(ProcessKill.All, stride: 25))
        {
            await load.AnsweredAsync(load.Model.Answered + 50, TimeSpan.FromMinutes(2));
            owner.Place.ShouldNotBe(kill.To);
            var report = await SwitchAsync(environment, pair, kill);
            (report.Owner, report.Epoch).ShouldBe((kill.To, owner.Epoch + 1));
            owner = (report.Owner, report.Epoch);
            await kill.ReviveAsync(environment);
        }

        await load.AnsweredAsync(load.Model.Answered + 50, TimeSpan.FromMinutes(2));
        await ending.CancelAsync();
        await load.Running;
        output.WriteLine($"{owner.Epoch - 1} switches with a kill each, {load.Model.Answered} operations, {load.Model.Retried} requests sent again");
        load.Model.Retried.ShouldBeGreaterThan(0, "the kills must have met somebody");
        await load.ShouldHoldWhatWasAnsweredAsync();
        await using var books = NpgsqlDataSource.Create(owner.Place == Place.Monolith ? database : own);
        await BooksAudit.ShouldBalanceAsync(books);
        await wallet.ShouldBeTheSameOnBothSidesAsync();
    }

    private async Task<SwitchReport> SwitchAsync(TestEnvironment environment, CutoverPair pair, ProcessKill kill)
    {
        OwnershipState? hit = null;
        var report = await new ModuleSwitch(pair, Patient).RunAsync(
            kill.To,
            async step =>
            {
                if (step == kill.Step)
                {
                    var victims = kill.VictimsOf(environment);
                    victims.ShouldAllBe(v => !v.HasExited);
                    await Task.WhenAll(victims.Select(v => v.KillAsync()));
                    // Behind the kill: it was at this step that they died.
                    hit = (await new StatusReader(pair).ReadAsync(CancellationToken.None)).Places[(int)kill.To.Other()].Ownership?.State;
                }
            },
            CancellationToken.None);
        output.WriteLine($"{kill.Step}, to {kill.To}: {kill.Victim} killed; nobody could write for at most {report.Gap.TotalMilliseconds:0} ms");
        hit.ShouldBe(Killing.StateAt(kill.Step));
        return report;
    }
}
