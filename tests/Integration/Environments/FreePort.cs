using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Integration.Environments;

/// <summary>Ports below the range from which the kernel takes outgoing ones, so that no connection of a test can occupy a server's.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_768;
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>Free at the moment of asking; another process may still be faster, so who starts a server tries again.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Found no free port from {First} to {End - 1}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
