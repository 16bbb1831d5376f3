using System.Diagnostics;

namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>
/// The trace context of forwarded requests. SocketsHttpHandler would make a span for each as soon as the server has one, listened to or not; this makes one
/// only when somebody listens, and writes the headers once.
/// </summary>
internal static class ForwardSpan
{
    private static readonly ActivitySource Source = new("Monolith.Strangler.Forwarding");
    private static readonly DistributedContextPropagator.PropagatorSetterCallback Replace = static (carrier, name, value) =>
    {
        var headers = ((HttpRequestMessage)carrier!).Headers;
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    };

    /// <summary>Null when nobody listens.</summary>
    public static Activity? Start(string method, string service, string address)
    {
        if (!Source.HasListeners() || Source.StartActivity(method, ActivityKind.Client) is not { } span)
        {
            return null;
        }

        // https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client
        return span.SetTag("http.request.method", method).SetTag("server.address", address).SetTag("peer.service", service);
    }

    public static void End(Activity? span, int status, string? error)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("http.response.status_code", status);
        if (error is not null)
        {
            span.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }

    /// <summary>Puts the current span, where there is one, in the place of the client's; without one the client's own goes on.</summary>
    public static void Inject(HttpRequestMessage request)
    {
        if (Activity.Current is { } current)
        {
            DistributedContextPropagator.Current.Inject(current, request, Replace);
        }
    }
}
