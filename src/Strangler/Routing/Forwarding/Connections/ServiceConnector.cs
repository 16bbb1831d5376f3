using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>Opens the connections to one service, TLS included, so that "no connection" is said by whoever knows.</summary>
internal sealed class ServiceConnector(ServiceAddress address, TimeSpan timeout)
{
    /// <exception cref="NoConnectionException">There is none; nothing of any request was sent.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        // Told from a cancellation, which proves nothing.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        var socket = address.CreateSocket();
        try
        {
            await socket.ConnectAsync(address.EndPoint(), patience.Token);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (address.UsesTls)
            {
                stream = await EncryptAsync(stream, patience.Token);
            }

            return stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw new NoConnectionException(e is OperationCanceledException ? $"no connection within {timeout.TotalSeconds} s" : e.Message, e);
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                ApplicationProtocols = [address.IsHttp2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
            },
            cancellationToken);
        return address.IsHttp2 && encrypted.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2
            ? throw new AuthenticationException("the service does not speak HTTP/2 over TLS (ALPN)")
            : encrypted;
    }
}
