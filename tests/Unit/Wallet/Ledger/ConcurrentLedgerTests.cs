using System.Globalization;
using Monolith.Wallet.Domain;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Ledger;

/// <summary>
/// Hundreds of clients on few wallets, two processes on one database, repeats beside their originals. <c>WALLET_OPERATIONS=10000</c> is the long version.
/// </summary>
public sealed class ConcurrentLedgerTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    private const int Clients = 200;

    private static int Operations => int.TryParse(Environment.GetEnvironmentVariable("WALLET_OPERATIONS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 1200;

    [Fact]
    public async Task RandomOperations_OfHundredsOfClients_LeaveWhatWasAnswered()
    {
        await using var other = await WalletProcess.StartAsync(wallet.Database.ConnectionString);
        var (model, users) = (new LedgerModel(), Enumerable.Range(0, 12).Select(_ => wallet.NewUser()).ToArray());
        foreach (var user in users)
        {
            var start = Posting.Add(user, 100, "manual", "start");
            model.Booked((await wallet.Process.PostAsync(start)).Value!.TransactionId, start);
        }

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(c => new LedgerClient(c % 2 == 0 ? wallet.Process : other, model, users).RunAsync(Operations / Clients)));

        model.Count.ShouldBeGreaterThan(Operations / 4, "most wishes must have been granted, or nothing was tried");
        foreach (var account in users.SelectMany(u => Enum.GetValues<AccountKind>().Select(k => new AccountKey(u, k))))
        {
            (await wallet.Database.QueryAsync<decimal>($"SELECT balance FROM wallet.accounts WHERE user_id = {account.UserId} AND kind = '{account.Kind}'"))
                .ShouldBe(model.BalanceOf(account), $"{account}");
        }

        await BooksAudit.ShouldBalanceAsync(wallet.Database.DataSource);
    }
}
