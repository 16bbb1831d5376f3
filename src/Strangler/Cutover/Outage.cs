using System.Net.Sockets;
using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>A database that does not answer, for those who go on without it.</summary>
internal static class Outage
{
    /// <param name="e">What was thrown.</param>
    /// <param name="cancellationToken">The caller's: what it ended is no outage.</param>
    public static bool Is(Exception e, CancellationToken cancellationToken)
        => e is NpgsqlException or TimeoutException or SocketException && !cancellationToken.IsCancellationRequested;

    public static string Words(Exception e) => e.InnerException is SocketException inner ? inner.Message : e.Message;
}
