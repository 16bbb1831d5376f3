using Monolith.Wallet.Domain;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Ledger;

public sealed class LedgerStoreTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    // So many PostgreSQL plans for their values before it considers a plan for all.
    private const long CustomPlans = 5;

    [Fact]
    public async Task Statements_OfManyPostings_AreNotPlannedEachTime()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        (await wallet.Process.PostAsync(Posting.Add(other, 1, "upi", null))).Succeeded.ShouldBeTrue();
        for (var i = 0; i < 10; i++)
        {
            (await wallet.Process.PostAsync(Posting.Add(user, 1, "upi", $"{i}"))).Succeeded.ShouldBeTrue();
            (await wallet.Process.PostAsync(Posting.Transfer(user, other, 1, $"{i}"))).Succeeded.ShouldBeTrue();
        }

        // The pool gives the connection that was used last.
        await using var connection = await wallet.Process.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT statement, custom_plans FROM pg_prepared_statements", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var planned = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            planned.Add(reader.GetString(0), reader.GetInt64(1));
        }

        planned.Count.ShouldBeGreaterThanOrEqualTo(5);
        planned.Where(p => p.Value > CustomPlans).ShouldBeEmpty();
    }
}
