using Npgsql;

namespace Monolith.Integration.Idempotency;

/// <summary>Holds the extracted service up inside the database, at a statement on a table of Favorites. The Host passes.</summary>
internal sealed class Roadblock : IAsyncDisposable
{
    private const int Lock = 0x1de;
    private readonly NpgsqlConnection _admin;
    private readonly string _table;

    private Roadblock(NpgsqlConnection admin, string table)
    {
        _admin = admin;
        _table = table;
    }

    /// <param name="adminConnectionString">A superuser's.</param>
    /// <param name="table">Of the schema favorites.</param>
    /// <param name="statement"><c>INSERT</c> or <c>UPDATE</c>.</param>
    /// <param name="when">A condition on NEW.</param>
    public static async Task<Roadblock> SetUpAsync(string adminConnectionString, string table, string statement, string when = "true")
    {
        var admin = new NpgsqlConnection(adminConnectionString);
        await admin.OpenAsync();
        var roadblock = new Roadblock(admin, table);
        await roadblock.ExecuteAsync(
            $"""
            SELECT pg_advisory_lock({Lock});
            CREATE FUNCTION favorites.roadblock() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_user LIKE '%\_service' THEN PERFORM pg_advisory_xact_lock({Lock}); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER roadblock BEFORE {statement} ON favorites.{table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION favorites.roadblock();
            """);
        return roadblock;
    }

    /// <summary>How many statements stand before it.</summary>
    public async Task<long> WaitingAsync()
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND NOT granted", _admin);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Ends the statements of a process that was killed: their sessions would notice only when they want to answer.</summary>
    public Task BuryAsync() => ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND NOT granted");

    /// <summary>Lets those that wait go on.</summary>
    public Task OpenAsync() => ExecuteAsync($"SELECT pg_advisory_unlock({Lock})");

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"SELECT pg_advisory_unlock_all(); DROP TRIGGER roadblock ON favorites.{_table}; DROP FUNCTION favorites.roadblock();");
        await _admin.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _admin);
        await command.ExecuteNonQueryAsync();
    }
}
