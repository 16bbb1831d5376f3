using Monolith.Strangler.Cutover.Replication;
using Npgsql;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>Asks both databases, and makes the best of it when one of them does not answer.</summary>
public sealed class StatusReader(CutoverPair pair)
{
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ModuleStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var (monolith, own) = (ReadAsync(pair.Monolith, cancellationToken), ReadAsync(pair.Own, cancellationToken));
        await Task.WhenAll(monolith, own);
        var places = new PlacesStatus(pair.Module, await monolith, await own);
        var forward = await ReadAsync(pair.Forward, places, cancellationToken);
        var back = await ReadAsync(pair.Back, places, cancellationToken);
        return new(
            pair.Module, places.StageWith(forward, back), places.Owner, places.Epoch, [places.Monolith, places.Own], [forward, back], places.Halted,
            new WayBackCheck(places, back).FindTrouble());
    }

    private async Task<PlaceStatus> ReadAsync(CutoverDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            return new(database.Place, database.Description, await pair.OwnershipOf(database).ReadAsync(cancellationToken), null);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName && database.Place == Place.Own)
        {
            // 'replicate' makes it: a module that was never moved has none.
            return new(database.Place, database.Description, null, null);
        }
        catch (Exception e) when (Outage.Is(e, cancellationToken))
        {
            return new(database.Place, database.Description, null, Outage.Words(e));
        }
    }

    private static async Task<StreamStatus> ReadAsync(RowStream stream, PlacesStatus places, CancellationToken cancellationToken) => new(
        stream.Direction,
        await TryAsync(places.Of(stream.Receiver.Place), () => stream.ReadSubscriptionAsync(cancellationToken), cancellationToken),
        await TryAsync(places.Of(stream.Sender.Place), () => stream.ReadSlotAsync(cancellationToken), cancellationToken));

    /// <summary>A server that went away since it was asked first is as one that never answered: the next look says so.</summary>
    private static async Task<T?> TryAsync<T>(PlaceStatus place, Func<Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return place.Unreachable is null ? await read() : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
        catch (Exception e) when (Outage.Is(e, cancellationToken))
        {
            return null;
        }
    }
}
