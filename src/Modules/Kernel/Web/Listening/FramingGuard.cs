using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Errors;

namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// Refuses requests that two servers would cut differently: half of it sees the connection's bytes, half of it the requests Kestrel made of them. Connections
/// with TLS are not looked into; where clients reach this process by TLS, what ends it in front is what must be strict.
/// </summary>
internal static class FramingGuard
{
    private static readonly object Key = typeof(RequestFraming);

    public static Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var framing = new RequestFraming();
        connection.Items[Key] = framing;
        connection.Transport = new Duplex(new FramedInput(connection.Transport.Input, framing), connection.Transport.Output);
        return next(connection);
    }

    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Key, out var found) == true && found is RequestFraming { Fault: { } fault })
        {
            // Where the next request begins is what the two servers would disagree on.
            context.Response.Headers.Connection = "close";
            return context.WriteErrorAsync(StatusCodes.Status400BadRequest, fault);
        }

        return next(context);
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
