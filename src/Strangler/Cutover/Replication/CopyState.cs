namespace Monolith.Strangler.Cutover.Replication;

/// <summary>How the copying to the database that does not own the data stands.</summary>
/// <param name="Receiver">It, without a password.</param>
/// <param name="Tables">The module's, by name.</param>
/// <param name="Stream">The copying in that direction.</param>
/// <param name="Failures">How often the receiver's workers have failed since its statistics began.</param>
public sealed record CopyState(string Receiver, IReadOnlyList<TableCopy> Tables, StreamState Stream, long Failures)
{
    /// <summary>Every table is there, and what is written now follows.</summary>
    public bool IsFollowing => Stream.IsWhole && Stream.IsRunning;

    /// <summary>Every row is there that was at the beginning; what was written since may still be on its way.</summary>
    public bool IsCopied => Tables.Count > 0 && Tables.All(t => t.IsDone);
}
