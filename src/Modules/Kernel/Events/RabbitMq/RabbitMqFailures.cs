using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>What the client throws when the broker is away, goes away, or refuses us: reasons to try again, not faults of ours.</summary>
internal static class RabbitMqFailures
{
    public static bool Knows(Exception exception)
        => exception is RabbitMQClientException or OperationCanceledException or ObjectDisposedException or IOException or SocketException or TimeoutException
            or AuthenticationException or UnauthorizedAccessException;
}
