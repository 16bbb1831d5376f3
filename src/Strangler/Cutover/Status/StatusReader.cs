using Npgsql;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>Asks both databases, and makes the best of it when one of them does not answer.</summary>
public sealed class StatusReader(CutoverPair pair)
{
    /// <summary>A database that has not answered after that time is as one that cannot be reached: also one that takes a connection and then says nothing, or a lock that holds up the question.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Comes to an end within <see cref="Patience"/>, whatever the databases do.</summary>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ModuleStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var (asking, askingOwn) = (ReadAsync(pair.Monolith, cancellationToken), ReadAsync(pair.Own, cancellationToken));
        await Task.WhenAll(asking, askingOwn);
        var (monolith, own) = (await asking, await askingOwn);
        return ModuleStatus.Of(
            new(pair.Module, monolith.Place, own.Place), new(Direction.Forward, own.Incoming, monolith.Outgoing), new(Direction.Back, monolith.Incoming, own.Outgoing));
    }

    private async Task<PlaceReading> ReadAsync(CutoverDatabase database, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(Patience, cancellationToken);
        try
        {
            // Not all that waits in there ends with its token.
            return await limit.EndAsync(token => AskAsync(database, token).WaitAsync(token), "it had said nothing");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName && database.Place == Place.Own)
        {
            // 'replicate' makes it: a module that was never moved has none.
            return new(new(database.Place, database.Description, null, null));
        }
        catch (Exception e) when (Outage.Is(e, cancellationToken))
        {
            return new(new(database.Place, database.Description, null, Outage.Words(e)));
        }
    }

    private async Task<PlaceReading> AskAsync(CutoverDatabase database, CancellationToken cancellationToken) => new(
        new(database.Place, database.Description, await pair.OwnershipOf(database).ReadAsync(cancellationToken), null),
        await pair.StreamTo(database.Place).ReadSubscriptionAsync(cancellationToken),
        await pair.StreamFrom(database.Place).ReadSlotAsync(cancellationToken));
}
