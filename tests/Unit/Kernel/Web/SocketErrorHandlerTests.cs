using System.Net;
using System.Net.Sockets;
using Monolith.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class SocketErrorHandlerTests
{
    // Without the handler three of a thousand end with a SocketException.
    private const int Requests = 10_000;

    [Fact]
    public async Task Send_ServerResetsTheConnection_AlwaysFailsAsDocumented()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Ports.Free());
        listener.Start();
        var resets = ResetAllAsync(listener);
        using var client = OutsideHttp.Create(largestAnswer: 1000);
        client.BaseAddress = new Uri($"http://{listener.LocalEndpoint}");

        for (var request = 0; request < Requests; request++)
        {
            (await Should.ThrowAsync<Exception>(() => client.GetStringAsync("/"))).ShouldBeOfType<HttpRequestException>();
        }

        listener.Stop();
        await resets;
    }

    private static async Task ResetAllAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (SocketException)
        {
            // It was stopped.
        }
    }
}
