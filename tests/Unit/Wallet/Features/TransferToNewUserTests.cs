using Monolith.Unit.Auth;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class TransferToNewUserTests
{
    private const int NewUser = 900;

    [Fact]
    public async Task Transfer_ToAUserWhoseEventHasNotCome_MovesTheMoney()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await AuthHost.StartAsync(database, [new WalletModule()], ("Modules:Kyc:Placement", "Off"));
        await host.SignupAsync("ana", "ana@example.com");
        var token = (string)(await host.TradingLoginAsync("ana")).Body!["access_token"]!;
        await host.PostAsync("/wallet/add", new { amount = 10 }, token);
        // An account whose event never comes.
        await using var source = NpgsqlDataSource.Create(database);
        await using var signUp = source.CreateCommand(
            $"INSERT INTO auth.users (id, name, email, normalized_email, password_hash, created_at) OVERRIDING SYSTEM VALUE VALUES ({NewUser}, 'n', 'e', 'e', 'h', now())");
        await signUp.ExecuteNonQueryAsync();

        (await TransferAsync(NewUser)).ShouldBe((200, """{"message":"Transfer completed","new_balance":6.00}"""));
        (await TransferAsync(NewUser)).ShouldBe((200, """{"message":"Transfer completed","new_balance":6.00}"""), "a repeat is answered as before");
        (await TransferAsync(NewUser + 1)).ShouldBe((404, """{"detail":"Recipient not found"}"""));

        await using var balance = source.CreateCommand($"SELECT balance FROM wallet.accounts WHERE user_id = {NewUser} AND kind = 'Available'");
        ((decimal)(await balance.ExecuteScalarAsync())!).ShouldBe(4);

        async Task<(int, string)> TransferAsync(int to)
        {
            var (status, body) = await host.PostAsync("/wallet/transfer", new { to_user_id = to, amount = 4, reference_id = $"to {to}" }, token);
            return (status, body!.ToJsonString(Json.Readable));
        }
    }

    [Fact]
    public async Task Transfer_RecipientCannotBeAskedAbout_Is503AndBooksNothing()
    {
        await using var process = await WalletProcess.StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        await process.PostAsync("/wallet/add", user: 1, """{"amount":10}""");
        (await process.PostAsync("/wallet/transfer", user: 1, """{"to_user_id":2,"amount":4}""")).ShouldBe(503, """{"detail":"Recipient could not be checked, try again"}""");
        (await process.GetAsync("/wallet", user: 1)).Body.ShouldContain("\"balance\":10.00");
    }
}
