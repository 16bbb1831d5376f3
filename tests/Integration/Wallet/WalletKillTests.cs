using System.Globalization;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Unit.Wallet;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Wallet;

/// <summary>A Host that is killed in the middle of other people's money. <c>WALLET_OPERATIONS=10000</c> is the long version.</summary>
public sealed class WalletKillTests(ITestOutputHelper output)
{
    private const int Users = 12;
    private const int Clients = 100;
    private const int Kills = 3;

    private static int Operations => int.TryParse(Environment.GetEnvironmentVariable("WALLET_OPERATIONS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 1500;

    [Fact]
    public async Task Kill9_OfTheHostUnderLoad_LosesNothingAndBooksNothingTwice()
    {
        var database = await SharedDatabase.NewAsync();
        await using var environment = await TestEnvironment.StartAsync(new() { Services = [], ConnectionString = database });
        var users = new List<SignedInUser>();
        for (var i = 0; i < Users; i++)
        {
            users.Add(await environment.Api.SignUpAsync());
        }

        var model = new WalletModel();
        foreach (var user in users)
        {
            (await environment.Api.PostAsync("/wallet/add", """{"amount":100,"reference_id":"start"}""", user.Token)).Status.ShouldBe(200);
            model.Changed(user.Id, 100);
        }

        var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => WorkAsync(new WalletClient(users, model), model)));
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(load.IsCompleted || model.Answered > Operations * kill / (Kills + 1)), TimeSpan.FromMinutes(10));
            load.IsFaulted.ShouldBeFalse(load.Exception?.ToString());
            await environment.Host.KillAsync();
            await environment.StartHostAsync();
        }

        await load;

        output.WriteLine($"{model.Answered} operations answered, {model.Retried} requests sent again");
        model.Retried.ShouldBeGreaterThan(0, "the kills must have met somebody");
        foreach (var user in users)
        {
            var wallet = await environment.Api.GetAsync("/wallet", user.Token);
            wallet.Json!["balance"]!.GetValue<decimal>().ShouldBe(model.AvailableOf(user.Id), wallet.ToString());
        }

        await using var books = NpgsqlDataSource.Create(database);
        await BooksAudit.ShouldBalanceAsync(books);
    }

    private static async Task WorkAsync(WalletClient client, WalletModel model)
    {
        while (model.Answered < Operations)
        {
            await client.StepAsync();
        }
    }
}
