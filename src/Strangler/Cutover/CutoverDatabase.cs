using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>One of the two databases, with rights to create schemas, publications, slots and subscriptions.</summary>
public sealed class CutoverDatabase : IAsyncDisposable
{
    // Npgsql 10 does not give up an opening whose token is cancelled while the server says nothing, so this has to be the connection's own limit; seconds.
    private const int LongestOpening = 5;

    private readonly NpgsqlDataSource _source;

    /// <param name="place">Which of the two.</param>
    /// <param name="connectionString">An administrator's. An opening that it gives more than 5 s, or no limit, gets 5 s.</param>
    /// <param name="connectionForPeer">By which the other server copies from this one; it may be another role's. Null: the same.</param>
    public CutoverDatabase(Place place, string connectionString, string? connectionForPeer = null)
    {
        Place = place;
        // A pool of its own, small: no step may wait for the load's connections, and no session may carry another's settings.
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "strangler data", MaxPoolSize = 8, CommandTimeout = 0 };
        builder.Timeout = builder.Timeout is > 0 and < LongestOpening ? builder.Timeout : LongestOpening;
        _source = NpgsqlDataSource.Create(builder.ConnectionString);
        AddressForPeer = LibpqAddress.Of(connectionForPeer is null ? builder : new(connectionForPeer));
        Connection = builder;
        Description = $"{builder.Database} at {builder.Host}:{builder.Port}";
    }

    /// <summary>Which of the two.</summary>
    public Place Place { get; }

    /// <summary>Database, host and port, without the password.</summary>
    public string Description { get; }

    internal string AddressForPeer { get; }

    /// <summary>For programs of PostgreSQL's that connect by themselves. Not to be changed.</summary>
    internal NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>The direction in which this database sends.</summary>
    internal Direction Outgoing => Place == Place.Monolith ? Direction.Forward : Direction.Back;

    /// <summary>The direction from which it receives.</summary>
    internal Direction Incoming => Place == Place.Monolith ? Direction.Back : Direction.Forward;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// A statement that has a secret in it, which the server is to show nobody: neither in its log, not even when it fails, nor in <c>pg_stat_activity</c>, nor in
    /// <c>pg_stat_statements</c>. Whoever may not tell it so (no superuser, no <c>GRANT SET ON PARAMETER</c>) leaves that to the server's own settings.
    /// </summary>
    internal async Task ExecuteSecretAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(
            connection,
            """
            SELECT set_config(name, value, true)
            FROM (VALUES ('log_statement', 'none'), ('log_min_error_statement', 'panic'), ('log_min_duration_statement', '-1'), ('track_activities', 'off'), ('pg_stat_statements.track_utility', 'off')) quiet (name, value)
            JOIN pg_settings USING (name) WHERE has_parameter_privilege(name, 'SET')
            """,
            cancellationToken);
        await Sql.ExecuteAsync(connection, sql, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The first column of the first row; default where there is no row, or it is null.</summary>
    internal async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    internal async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Tells one running server from every other, also from one that was made as its copy.</summary>
    internal async Task<string> ServerAsync(CancellationToken cancellationToken)
        => await ScalarAsync<string>("SELECT format('%s/%s/', system_identifier, pg_postmaster_start_time()) FROM pg_control_system()", cancellationToken) ?? "";

    /// <summary>The server's major version.</summary>
    internal async Task<int> MajorVersionAsync(CancellationToken cancellationToken)
        => await ScalarAsync<int>("SELECT current_setting('server_version_num')::int / 10000", cancellationToken);

    /// <summary>Both servers know which rows came to them from elsewhere, and can keep them from being sent back.</summary>
    internal static async Task<bool> NameOriginsAsync(CutoverDatabase one, CutoverDatabase other, CancellationToken cancellationToken)
        => await one.MajorVersionAsync(cancellationToken) >= 16 && await other.MajorVersionAsync(cancellationToken) >= 16;

    private NpgsqlCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = _source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
