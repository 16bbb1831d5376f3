using Npgsql;

namespace Monolith.Strangler.Cutover.Verification;

/// <summary>Reads hashes of one side's rows. The values of rows never leave the server, but for those of keys.</summary>
internal sealed class RowReader : IAsyncDisposable
{
    /// <summary>How values look in words depends on the session; both sides must agree.</summary>
    private const string Settings =
        """
        SET search_path = pg_catalog; SET datestyle = 'ISO, YMD'; SET intervalstyle = postgres; SET timezone = 'UTC'; SET extra_float_digits = 1;
        SET bytea_output = hex; SET lc_monetary = 'C'; SET lock_timeout = '2s'; SET statement_timeout = 0
        """;

    private readonly ModuleNames _names;
    private readonly NpgsqlConnection _connection;

    private RowReader(ModuleNames names, NpgsqlConnection connection) => (_names, _connection) = (names, connection);

    public static async Task<RowReader> OpenAsync(CutoverDatabase database, ModuleNames names, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        await using var settings = new NpgsqlCommand(Settings, connection);
        await settings.ExecuteNonQueryAsync(cancellationToken);
        return new(names, connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The key of the row that comes after so many others; null when the range has no more.</summary>
    public async Task<RowKey?> KeyAsync(ComparedTable table, KeyRange range, long skip, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT {KeyWords(table)} FROM {Table(table)} t {Within(table, range)} ORDER BY {string.Join(", ", table.Key.Select(k => k.Order))} OFFSET @skip LIMIT 1", range);
        command.Parameters.AddWithValue("skip", skip);
        return await command.ExecuteScalarAsync(cancellationToken) is string[] values ? new RowKey(values) : null;
    }

    public async Task<RangeDigest> DigestAsync(ComparedTable table, KeyRange range, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT count(*), coalesce(sum({Hash(table)}), 0)::text FROM {Table(table)} t {Within(table, range)}", range);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt64(0), reader.GetString(1));
    }

    /// <summary>The hash of every row of the range.</summary>
    public async Task<Dictionary<RowKey, long>> RowsAsync(ComparedTable table, KeyRange range, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT {KeyWords(table)}, {Hash(table)} FROM {Table(table)} t {Within(table, range)}", range);
        return await HashesAsync(command, cancellationToken);
    }

    /// <summary>The hashes of those of these rows that are there.</summary>
    public async Task<Dictionary<RowKey, long>> RowsAsync(ComparedTable table, IReadOnlyCollection<RowKey> keys, CancellationToken cancellationToken)
    {
        await using var command = At(table, keys);
        return await HashesAsync(command, cancellationToken);
    }

    /// <summary>Reads one row so that nobody can change it until <paramref name="meanwhile"/> has ended. One only: a second could deadlock with a writer.</summary>
    /// <param name="table">The row's.</param>
    /// <param name="key">The row's.</param>
    /// <param name="meanwhile">Gets the row's hash; null where it is not there, and then nothing is held.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="PostgresException">55P03: somebody else has held the row for 2 s.</exception>
    public async Task HoldAsync(ComparedTable table, RowKey key, Func<long?, Task> meanwhile, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await using var command = At(table, [key]);
        command.CommandText += " FOR SHARE OF t";
        var hashes = await HashesAsync(command, cancellationToken);
        await meanwhile(hashes.TryGetValue(key, out var hash) ? hash : null);
    }

    private static async Task<Dictionary<RowKey, long>> HashesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<RowKey, long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            hashes[new(reader.GetFieldValue<string[]>(0))] = reader.GetInt64(1);
        }

        return hashes;
    }

    private NpgsqlCommand At(ComparedTable table, IReadOnlyCollection<RowKey> keys)
    {
        var numbered = table.Key.Select((column, n) => (column, n)).ToList();
        var command = new NpgsqlCommand(
            $"""
            SELECT {KeyWords(table)}, {Hash(table)} FROM {Table(table)} t JOIN unnest({string.Join(", ", numbered.Select(k => $"@k{k.n}::text[]"))}) AS wanted({string.Join(", ", numbered.Select(k => $"wanted{k.n}"))})
                ON {string.Join(" AND ", numbered.Select(k => $"t.{Sql.Name(k.column.Name)} {k.column.Equality} wanted{k.n}::{k.column.Type}"))}
            """,
            _connection);
        foreach (var (_, n) in numbered)
        {
            command.Parameters.AddWithValue($"k{n}", keys.Select(k => k.Values[n]).ToArray());
        }

        return command;
    }

    private NpgsqlCommand Command(string sql, KeyRange range)
    {
        var command = new NpgsqlCommand(sql, _connection);
        Add("after", range.After);
        Add("upTo", range.UpTo);
        return command;

        void Add(string name, RowKey? key)
        {
            for (var n = 0; n < key?.Values.Count; n++)
            {
                command.Parameters.AddWithValue($"{name}{n}", key.Values[n]);
            }
        }
    }

    private string Table(ComparedTable table) => $"{_names.Schema}.{Sql.Name(table.Name)}";

    private static string KeyWords(ComparedTable table) => $"ARRAY[{string.Join(", ", table.Key.Select(k => $"t.{Sql.Name(k.Name)}::text"))}]";

    private static string Hash(ComparedTable table) => $"hashtextextended(ROW({string.Join(", ", table.Columns.Select(c => $"t.{Sql.Name(c)}"))})::text, 0)";

    private static string Within(ComparedTable table, KeyRange range)
    {
        var order = string.Join(", ", table.Key.Select(k => k.Order));
        var after = range.After is null ? "true" : $"({order}) > ({Parameters("after")})";
        return range.UpTo is null ? $"WHERE {after}" : $"WHERE {after} AND ({order}) <= ({Parameters("upTo")})";

        string Parameters(string name) => string.Join(", ", table.Key.Select((k, n) => k.InOrder($"@{name}{n}")));
    }
}
