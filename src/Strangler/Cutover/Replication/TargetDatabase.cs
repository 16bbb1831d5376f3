using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The module's own database, which may not be there yet.</summary>
internal sealed class TargetDatabase(CutoverDatabase own)
{
    private const string MaintenanceName = "postgres";

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await own.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    /// <summary>The database of the same server that is always there.</summary>
    public CutoverDatabase Maintenance() => new(own.Place, new NpgsqlConnectionStringBuilder(own.Connection.ConnectionString) { Database = MaintenanceName }.ConnectionString);

    /// <summary>Makes it with the other's encoding and order of texts, closed to everybody but its owner.</summary>
    /// <returns>False when it was there already.</returns>
    /// <exception cref="CutoverException">It cannot be made.</exception>
    public async Task<bool> CreateAsync(CutoverDatabase like, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(cancellationToken))
        {
            return false;
        }

        var (encoding, collate, type) = (await like.RowsAsync(
            "SELECT pg_encoding_to_char(encoding)::text, datcollate::text, datctype::text FROM pg_database WHERE datname = current_database()",
            r => (r.GetString(0), r.GetString(1), r.GetString(2)), cancellationToken)).Single();
        var name = Sql.Name(own.Connection.Database!);
        await using var maintenance = Maintenance();
        try
        {
            await maintenance.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING {Sql.Text(encoding)} LC_COLLATE {Sql.Text(collate)} LC_CTYPE {Sql.Text(type)}", cancellationToken);
            await maintenance.ExecuteAsync($"REVOKE ALL ON DATABASE {name} FROM PUBLIC", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.WrongObjectType or PostgresErrorCodes.InvalidParameterValue)
        {
            throw new CutoverException($"{own.Description} is not there and cannot be made: {e.MessageText}. Make it by hand, with encoding {encoding}, LC_COLLATE '{collate}' and LC_CTYPE '{type}' as the monolith's.", e);
        }

        return true;
    }
}
