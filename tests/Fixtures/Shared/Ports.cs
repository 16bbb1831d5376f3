using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Shared;

/// <summary>Ports for servers in tests: below 32768, so that no outgoing connection of this machine takes them meanwhile.</summary>
internal static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>Free now, and given to nobody else in this process.</summary>
    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20000, 32000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                if (Given.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Taken; try another.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000 after 200 tries.");
    }
}
