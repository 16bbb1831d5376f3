using Monolith.Strangler.Cutover.History;
using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Empties the database that does not own the data, so that everything is copied to it again. Never the owner: its row is looked at in the transaction that
/// empties, and nothing can make it the owner meanwhile, because no baton arrives without a stream.
/// </summary>
internal sealed class Renewal(CutoverPair pair, BriefLock locks)
{
    /// <exception cref="CutoverException">The receiver was never prepared, or may own the data after all.</exception>
    public async Task RunAsync(Place owner, CancellationToken cancellationToken)
    {
        var receiver = pair.At(owner.Other());
        if (await pair.OwnershipOf(receiver).ReadAsync(cancellationToken) is null)
        {
            throw new CutoverException($"{receiver.Description} was never prepared for {pair.Module}, so its rows, if there are any, are not copies and are not emptied. Leave --anew away.");
        }

        // Both: what is emptied here would be emptied at the owner too, if it were sent there.
        await pair.StreamTo(receiver.Place).RemoveAsync(cancellationToken);
        await pair.StreamFrom(receiver.Place).RemoveAsync(cancellationToken);
        await EmptyAsync(receiver, cancellationToken);
    }

    private async Task EmptyAsync(CutoverDatabase receiver, CancellationToken cancellationToken)
    {
        var tables = await new ModuleTables(receiver, pair.Names).NamesAsync(cancellationToken);
        var list = string.Join(", ", tables.Select(t => $"{pair.Module}.{Sql.Name(t)}").Append(pair.Names.Baton(receiver.Incoming)));
        await locks.RunAsync(receiver, $"Emptying {pair.Module}", async (connection, stop) =>
        {
            await using var look = new NpgsqlCommand($"SELECT state FROM {pair.Names.Control}.ownership FOR UPDATE", connection);
            if (await look.ExecuteScalarAsync(stop) is not ("standby" or "ceded"))
            {
                throw new CutoverException($"{receiver.Description} owns {pair.Module}, or may: it is not emptied. Look at the status.");
            }

            // As the subscription's worker does, past the guard.
            await Sql.ExecuteAsync(connection, $"SET LOCAL session_replication_role = replica; TRUNCATE {list}", stop);
            await pair.HistoryOf(receiver).AppendAsync(connection, HistoryStep.Emptied, stop);
        }, cancellationToken);
    }
}
