using System.Net;
using System.Net.Sockets;

namespace Monolith.Unit;

/// <summary>Ports for servers in tests: below 32768, so that no outgoing connection of this machine takes them meanwhile.</summary>
internal static class Ports
{
    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20000, 32000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; try another.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000 after 200 tries.");
    }
}
