using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// Closes connections over the limit before a byte of them is read. Kestrel's own limit counts all listeners together, so a flood on the public one
/// would lock the operator out.
/// </summary>
internal sealed partial class PublicConnectionLimit(int limit, ILogger<PublicConnectionLimit> logger)
{
    private int _open;

    public async Task LimitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > limit)
            {
                LogRefused(limit);
                connection.Abort(new ConnectionAbortedException("Too many connections."));
                return;
            }

            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    [LoggerMessage(EventIds.ConnectionRefused, LogLevel.Warning, "A connection was closed: the limit of {Limit} (Web:MaxConnections) is reached")]
    private partial void LogRefused(int limit);
}
