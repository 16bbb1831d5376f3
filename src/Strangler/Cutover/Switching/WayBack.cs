using Monolith.Strangler.Cutover.Ownership;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>Keeps the other direction ready while it rests.</summary>
public static class WayBack
{
    /// <summary>
    /// On PostgreSQL 15 the direction towards the owner rests, and its slot keeps every byte that its server writes, until the disk is full or
    /// <c>max_slot_wal_keep_size</c> takes the slot, and the way back with it. This lets go of what nobody needs. To be called every minute or so, by anybody, also
    /// by several at once and during a switch; on PostgreSQL 16 and later nothing rests, and it does nothing.
    /// </summary>
    /// <param name="pair">The module's two databases.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>False when there was nothing to let go of: no slot rests, or a switch is under way.</returns>
    /// <exception cref="CutoverException">The module has no cut-over.</exception>
    /// <exception cref="Npgsql.NpgsqlException">One of the two databases cannot be reached.</exception>
    public static async Task<bool> TendAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var standing = await Standing.ReadAsync(pair, cancellationToken);
        var owner = standing.Of(standing.Giver);
        return owner.State == OwnershipState.Owner && await pair.StreamTo(standing.Giver).ForgetAsync(owner.Epoch, cancellationToken);
    }
}
