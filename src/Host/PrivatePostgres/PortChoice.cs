using System.Net;
using System.Net.Sockets;

namespace Monolith.Host.PrivatePostgres;

internal static class PortChoice
{
    // Below the range systems hand out to outgoing connections (from 32768), so none of those can sit on it at the next start.
    private const int First = 15_432;
    private const int Last = 32_767;

    public static int Choose(PrivatePostgresOptions options, int? remembered)
    {
        if (options.Port != 0)
        {
            return !options.ListenTcp || IsFree(options.Port)
                ? options.Port
                : throw new PrivatePostgresException(
                    $"{PrivatePostgresOptions.Section}:Port is {options.Port}, and another program listens on it. Stop that program, set another port, or 0 to have a free one chosen.");
        }

        if (remembered is { } port and not 0 && (!options.ListenTcp || IsFree(port)))
            return port;
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var candidate = Random.Shared.Next(First, Last + 1);
            if (IsFree(candidate))
                return candidate;
        }

        throw new PrivatePostgresException(
            $"None of 200 ports tried between {First} and {Last} is free for the private PostgreSQL. Set {PrivatePostgresOptions.Section}:Port, or {PrivatePostgresOptions.Section}:ListenTcp to false.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
