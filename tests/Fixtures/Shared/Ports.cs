using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Shared;

/// <summary>Ports for servers in tests: below 32768, so that no outgoing connection of this machine takes them meanwhile.</summary>
internal static class Ports
{
    // A name for each port given, which no second socket of this machine can have and which ends with this process: no file is left behind.
    private static readonly ConcurrentBag<Socket> Given = [];

    /// <summary>Free now, and given to nobody else as long as this process lives, whichever process of tests asks.</summary>
    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20000, 32000);
            var given = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                given.Bind(new UnixDomainSocketEndPoint($"\0monolith-tests-port-{port}"));
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                Given.Add(given);
                return port;
            }
            catch (SocketException)
            {
                // Taken; try another.
                given.Dispose();
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000 after 200 tries.");
    }
}
