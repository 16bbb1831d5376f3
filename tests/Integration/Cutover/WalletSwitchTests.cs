using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Wallet;
using Monolith.Unit.Wallet;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>
/// The wallets' data goes to a database of its own and back, while people spend from them, others sign up, and the routes go to and fro between the monolith
/// and the service. Nobody may notice but by waiting.
/// </summary>
public sealed class WalletSwitchTests(ITestOutputHelper output)
{
    private const int Users = 8;
    private const int Clients = 8;

    [Fact]
    public async Task Switch_ThereAndBackUnderLoad_FailsNoRequestAndLosesNothing()
    {
        await using var environment = await TestEnvironment.StartAsync(new() { Services = ["Wallet"] });
        var load = await WalletLoad.PrepareAsync(environment.Api, Users);
        var model = load.Model;
        var wallet = new MovedModule(environment, "wallet", output);
        await wallet.ReplicateAsync();

        using var ending = new CancellationTokenSource();
        load.Begin(Clients, () => !ending.IsCancellationRequested);
        var flipping = RouteFlips.RunAsync(environment.Operator, "wallet", ending.Token);
        var signingUp = SignUpAsync(environment.Api, ending.Token);
        for (var i = 0; i < MovedModule.Switches; i++)
        {
            await load.AnsweredAsync(model.Answered + 100, TimeSpan.FromMinutes(2));
            await wallet.SwitchAsync(i);
        }

        await ending.CancelAsync();
        await load.Running;
        var (flips, signedUp) = (await flipping, await signingUp);
        output.WriteLine($"{MovedModule.Switches} switches, {model.Answered} operations, {model.AnsweredByService} of them by the service, {flips} flips, {signedUp} sign-ups");
        await load.ShouldHoldWhatWasAnsweredAsync();
        model.Retried.ShouldBe(0, $"a switch must not fail a request: {model.LastRetried}");
        await using var owner = NpgsqlDataSource.Create(wallet.LastOwner);
        await BooksAudit.ShouldBalanceAsync(owner);
        await using var monolith = NpgsqlDataSource.Create(environment.AdminConnectionString);
        await Eventually.BecomesTrueAsync(
            async () => await ScalarAsync(owner, "SELECT count(*) FROM wallet.inbox_events") == await ScalarAsync(monolith, "SELECT count(*) FROM auth.users"), TimeSpan.FromSeconds(30));
        await wallet.ShouldBeTheSameOnBothSidesAsync();
        await wallet.ShouldBeToldAsync();
        await ShouldBeMeasuredAsync(environment, wallet.Epoch);
    }

    /// <summary>What the alerts of deploy/prometheus/data-alerts.yaml name, as the Host says it; it looks every 15 s.</summary>
    private static async Task ShouldBeMeasuredAsync(TestEnvironment environment, long epoch)
    {
        using var client = new HttpClient { BaseAddress = environment.HostInternalUrl };
        var scrape = "";
        await Eventually.BecomesTrueAsync(
            async () => (scrape = await client.GetStringAsync("/metrics")).Contains($"monolith_data_epoch{{module=\"wallet\",otel_scope_name=\"Monolith.Host.DataCutover\"}} {epoch}", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60));
        scrape.ShouldContain("monolith_data_halted{module=\"wallet\",otel_scope_name=\"Monolith.Host.DataCutover\"} 0");
        scrape.ShouldContain("monolith_data_way_back_armed{module=\"wallet\",otel_scope_name=\"Monolith.Host.DataCutover\"} 1");
        scrape.ShouldContain("monolith_data_lag_bytes{");
        scrape.ShouldContain($"monolith_data_stage{{module=\"wallet\",otel_scope_name=\"Monolith.Host.DataCutover\",stage=\"{(MovedModule.Switches % 2 == 0 ? "replicating" : "replicating_back")}\"}} 1");
        scrape.ShouldContain("monolith_data_stage{module=\"kyc\",otel_scope_name=\"Monolith.Host.DataCutover\",stage=\"shared\"} 1");
        scrape.ShouldNotContain("monolith_data_stage{module=\"strangler\"");
        scrape.ShouldNotContain("monolith_data_way_back_armed{module=\"kyc\"");
        scrape.ShouldContain("monolith_data_slot{direction=\"back\",health=\"lost\",module=\"wallet\",otel_scope_name=\"Monolith.Host.DataCutover\"} 0");
        // Somebody has waited in one of the two; in which, the flags had decided.
        using var service = new HttpClient { BaseAddress = environment.Wallet.InternalUrl };
        (scrape + await service.GetStringAsync("/metrics")).ShouldContain("monolith_data_hold_duration_seconds_count{module=\"wallet\",otel_scope_name=\"Monolith.Kernel.Data\"}");
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<int> SignUpAsync(MoviesApi api, CancellationToken ending)
    {
        var signedUp = 0;
        for (; !ending.IsCancellationRequested; signedUp++)
        {
            await api.SignUpAsync();
            await Task.Delay(300, CancellationToken.None);
        }

        return signedUp;
    }
}
