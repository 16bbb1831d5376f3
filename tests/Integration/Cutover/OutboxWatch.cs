using Npgsql;

namespace Monolith.Integration.Cutover;

/// <summary>
/// Notes in each of a module's two databases what dispatchers do to its outbox there, and whether that database owned the data at that moment. A trigger of the usual kind: what
/// arrives by replication does not fire it.
/// </summary>
/// <param name="schema">The publisher.</param>
/// <param name="databases">Administrators' connections.</param>
internal sealed class OutboxWatch(string schema, params IReadOnlyList<string> databases)
{
    /// <summary>One change of a delivery.</summary>
    /// <param name="State">The database's ownership.</param>
    /// <param name="Epoch">At that time.</param>
    /// <param name="Position">The event's.</param>
    /// <param name="Subscriber">Who gets it.</param>
    /// <param name="Ended">It was marked as delivered; otherwise it was taken, or given back.</param>
    internal sealed record Change(string State, long Epoch, long Position, string Subscriber, bool Ended);

    public async Task BeginAsync()
    {
        foreach (var database in databases)
        {
            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand(
                $"""
                CREATE SCHEMA watch;
                CREATE TABLE watch.changes (state text, epoch bigint, position bigint, subscriber text, ended boolean);
                CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    INSERT INTO watch.changes SELECT o.state, o.epoch, NEW.position, NEW.subscriber, NEW.state = 2 AND OLD.state <> 2 FROM cutover_{schema}.ownership o;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER note AFTER UPDATE ON {schema}.outbox_deliveries FOR EACH ROW EXECUTE FUNCTION watch.note();
                """);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>What was noted, by database, in their order.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Change>>> ChangesAsync() => await Task.WhenAll(databases.Select(ReadAsync));

    private static async Task<IReadOnlyList<Change>> ReadAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT state, epoch, position, subscriber, ended FROM watch.changes");
        await using var reader = await command.ExecuteReaderAsync();
        var changes = new List<Change>();
        while (await reader.ReadAsync())
        {
            changes.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetBoolean(4)));
        }

        return changes;
    }
}
