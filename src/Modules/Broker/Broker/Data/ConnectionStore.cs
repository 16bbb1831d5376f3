using Microsoft.EntityFrameworkCore;
using Monolith.Broker.Domain;

namespace Monolith.Broker.Data;

/// <summary>Reads connections, and changes one at a time under a lock on its row. The broker is never asked inside.</summary>
internal sealed class ConnectionStore(BrokerDbContext database)
{
    public Task<Connection?> FindAsync(int userId, BrokerKind broker, CancellationToken cancellationToken)
        => database.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.UserId == userId && c.Broker == broker, cancellationToken);

    /// <summary>Up to <paramref name="limit"/> of all there are, in the order of their users, behind <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(int after, int limit, CancellationToken cancellationToken)
        => await database.Connections.AsNoTracking().Where(c => c.UserId > after).OrderBy(c => c.UserId).Take(limit).ToListAsync(cancellationToken);

    /// <summary>A connection that is not there yet is one that is disconnected and has no keys.</summary>
    public async Task<T> ChangeAsync<T>(int userId, BrokerKind broker, Func<Connection, T> change, CancellationToken cancellationToken)
    {
        // What an earlier change of this scope read is not what is there now.
        database.ChangeTracker.Clear();
        var name = broker.ToString();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO broker.connections (user_id, broker, state, generation, refusals, changed_at)
            VALUES ({userId}, {name}, {nameof(ConnectionState.Disconnected)}, 0, 0, {DateTimeOffset.UnixEpoch})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        var connection = await database.Connections
            .FromSql($"SELECT * FROM broker.connections WHERE user_id = {userId} AND broker = {name} FOR NO KEY UPDATE")
            .SingleAsync(cancellationToken);
        var result = change(connection);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
