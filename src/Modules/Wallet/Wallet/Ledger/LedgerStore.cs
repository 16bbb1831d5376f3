using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Wallet.Ledger;

/// <summary>
/// What a posting reads and writes, each in one round trip, on the context's connection and within its open transaction. By hand: through EF Core a transfer
/// took five round trips and most of its time in the client (bench/README.md). Prepared once for each connection: after that the server neither parses nor
/// plans them.
/// </summary>
internal sealed class LedgerStore(WalletDbContext database)
{
    // Lock comes first: each statement sees what was committed when it begins, so the others see what was done while the first waited for a lock. Both have as
    // many places as a posting has users and kinds at most, and no arrays: the server would plan those each time, since their length counts.
    private const string Lock = "SELECT user_id, currency, opened_at, frozen_at FROM wallet.wallets WHERE user_id IN ($1, $2) ORDER BY user_id FOR NO KEY UPDATE";

    private const string ReadAccounts = "SELECT user_id, kind, currency, balance, entry_count, updated_at FROM wallet.accounts WHERE user_id IN ($1, $2) AND kind IN ($3, $4, $5)";

    private const string FindBooked = "SELECT id, user_id, operation, amount, currency, method, counterparty_id, created_at, available_after FROM wallet.transactions WHERE ";

    private const string InsertTransaction =
        """
        INSERT INTO wallet.transactions (id, user_id, operation, reference_id, amount, currency, method, destination, counterparty_id, settles_id, created_at, available_after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string InsertEntry =
        "INSERT INTO wallet.entries (transaction_id, line, user_id, kind, currency, amount, number, balance_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// <summary>Locks the wallets, in the order of their users' ids, and reads what the posting depends on.</summary>
    public async Task<LedgerState> LockAsync(Posting posting, CancellationToken cancellationToken)
    {
        var (users, kinds) = (posting.UserIds, posting.Kinds);
        await using var batch = NewBatch();
        batch.BatchCommands.Add(Command(Lock, Of(users[0]), Of(users[^1])));
        batch.BatchCommands.Add(Command(
            ReadAccounts, Of(users[0]), Of(users[^1]), Of(kinds[0].ToString()), Of(kinds[kinds.Count / 2].ToString()), Of(kinds[^1].ToString())));
        if (FindEarlier(posting) is { } find)
        {
            batch.BatchCommands.Add(find);
        }

        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var wallets = await ReadAsync(reader, WalletOf, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var accounts = await ReadAsync(reader, AccountOf, cancellationToken);
        var earlier = await reader.NextResultAsync(cancellationToken) ? await ReadAsync(reader, TransactionOf, cancellationToken) : [];
        return new(wallets, accounts, earlier.SingleOrDefault());
    }

    /// <exception cref="PostgresException">The database refuses it.</exception>
    public async Task InsertAsync(LedgerTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = NewBatch();
        batch.BatchCommands.Add(Command(
            InsertTransaction,
            Of(transaction.Id), Of(transaction.UserId), Of(transaction.Operation.ToString()), OrNull(transaction.ReferenceId, NpgsqlDbType.Text), Of(transaction.Amount),
            Of(transaction.Currency), Of(transaction.Method), OrNull(transaction.Destination, NpgsqlDbType.Text), OrNull(transaction.CounterpartyId, NpgsqlDbType.Integer),
            OrNull(transaction.SettlesId, NpgsqlDbType.Uuid), Of(transaction.CreatedAt), Of(transaction.AvailableAfter)));
        foreach (var entry in transaction.Entries)
        {
            batch.BatchCommands.Add(Command(
                InsertEntry,
                Of(entry.TransactionId), Of(entry.Line), Of(entry.UserId), Of(entry.Kind.ToString()), Of(entry.Currency), Of(entry.Amount), Of(entry.Number), Of(entry.BalanceAfter)));
        }

        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand? FindEarlier(Posting posting) => posting switch
    {
        { SettlesId: { } hold } => Command(FindBooked + "settles_id = $1", Of(hold)),
        { ReferenceId: { } reference } => Command(
            FindBooked + "user_id = $1 AND operation = $2 AND reference_id = $3", Of(posting.UserId), Of(posting.Operation.ToString()), Of(reference)),
        _ => null,
    };

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    // What is prepared needs a type for every parameter, and null has none.
    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static UserWallet WalletOf(NpgsqlDataReader row) => new()
    {
        UserId = row.GetInt32(0),
        Currency = row.GetString(1),
        OpenedAt = row.GetFieldValue<DateTimeOffset>(2),
        FrozenAt = row.GetFieldValue<DateTimeOffset?>(3),
    };

    private static Account AccountOf(NpgsqlDataReader row) => new(row.GetDecimal(3), row.GetInt64(4), row.GetFieldValue<DateTimeOffset?>(5))
    {
        UserId = row.GetInt32(0),
        Kind = Enum.Parse<AccountKind>(row.GetString(1)),
        Currency = row.GetString(2),
    };

    private static LedgerTransaction TransactionOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        UserId = row.GetInt32(1),
        Operation = Enum.Parse<Operation>(row.GetString(2)),
        Amount = row.GetDecimal(3),
        Currency = row.GetString(4),
        Method = row.GetString(5),
        CounterpartyId = row.GetFieldValue<int?>(6),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(7),
        AvailableAfter = row.GetDecimal(8),
    };

    private NpgsqlBatch NewBatch()
        => new((NpgsqlConnection)database.Database.GetDbConnection(), (NpgsqlTransaction?)database.Database.CurrentTransaction?.GetDbTransaction());
}
