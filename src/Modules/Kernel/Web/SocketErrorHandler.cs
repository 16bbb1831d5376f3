using System.Net.Sockets;

namespace Monolith.Kernel.Web;

/// <summary>
/// Makes a failed connection an <see cref="HttpRequestException"/>, as <see cref="HttpClient"/> says it would be. .NET 10's handler asks a new connection's socket for its remote
/// end where it catches nothing: when the server has reset the connection by then, which is what one does that is stopping or full, the socket's own exception comes out, and
/// whoever expects the documented one does not handle it. Nothing was sent yet.
/// </summary>
/// <param name="connections">What connects and sends; disposed with this.</param>
public sealed class SocketErrorHandler(SocketsHttpHandler connections) : DelegatingHandler(connections)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, e.Message, e);
        }
    }
}
