using Npgsql;
using Shouldly;

namespace Monolith.Unit.Wallet;

/// <summary>Adds the books up from the entries alone, and compares everything that is kept beside them.</summary>
internal static class BooksAudit
{
    private static readonly (string Fault, string Count)[] Checks =
    [
        ("transactions that do not sum to zero", "SELECT count(*) FROM (SELECT transaction_id FROM wallet.entries GROUP BY 1 HAVING sum(amount) <> 0) t"),
        ("transactions without entries", "SELECT count(*) FROM wallet.transactions t WHERE NOT EXISTS (SELECT FROM wallet.entries e WHERE e.transaction_id = t.id)"),
        ("transactions in two currencies",
            """
            SELECT count(*) FROM wallet.entries e JOIN wallet.transactions t ON t.id = e.transaction_id JOIN wallet.accounts a ON (a.user_id, a.kind) = (e.user_id, e.kind)
            WHERE e.currency <> t.currency OR e.currency <> a.currency
            """),
        ("balances that are not the sum of their entries",
            "SELECT count(*) FROM wallet.accounts a WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM wallet.entries e WHERE (e.user_id, e.kind) = (a.user_id, a.kind))"),
        ("balances below zero", "SELECT count(*) FROM wallet.accounts WHERE balance < 0 AND kind <> 'Funding'"),
        ("entries whose number or balance does not continue the one before",
            """
            SELECT count(*) FROM (
                SELECT number, balance_after, row_number() OVER w AS counted, sum(amount) OVER w AS total FROM wallet.entries WINDOW w AS (PARTITION BY user_id, kind ORDER BY number)) e
            WHERE number <> counted OR balance_after <> total
            """),
        ("references used twice", "SELECT count(*) FROM (SELECT FROM wallet.transactions WHERE reference_id IS NOT NULL GROUP BY user_id, operation, reference_id HAVING count(*) > 1) t"),
        ("money held without an open hold, or the other way round",
            """
            SELECT count(*) FROM wallet.accounts a WHERE kind = 'Held' AND balance <> (
                SELECT coalesce(sum(amount), 0) FROM wallet.transactions h
                WHERE h.user_id = a.user_id AND h.operation = 'Hold' AND NOT EXISTS (SELECT FROM wallet.transactions s WHERE s.settles_id = h.id))
            """),
    ];

    public static async Task ShouldBalanceAsync(NpgsqlDataSource database)
    {
        foreach (var (fault, count) in Checks)
        {
            await using var command = database.CreateCommand(count);
            ((long)(await command.ExecuteScalarAsync())!).ShouldBe(0, fault);
        }
    }
}
