using System.Net.Sockets;

// YARP as its documentation's first page sets it up, settings and all left alone. Setting UnixSocket reaches the destination by that path instead.
var builder = WebApplication.CreateBuilder(args);
var proxy = builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
if (builder.Configuration["UnixSocket"] is { Length: > 0 } path)
{
    proxy.ConfigureHttpClient((_, handler) => handler.ConnectCallback = async (_, cancellationToken) =>
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    });
}

var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
