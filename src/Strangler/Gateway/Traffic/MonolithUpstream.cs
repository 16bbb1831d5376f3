using Monolith.Kernel.Web.Errors;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Gateway.Traffic;

/// <summary>The server that has the last word.</summary>
internal sealed class MonolithUpstream(UpstreamForwarder forwarder, ExtractedServices services)
{
    private volatile ExtractedService? _current;

    /// <summary>Requests under way finish where they are.</summary>
    public void Use(ServiceSettings address)
    {
        if (_current is not { } current || !current.IsLike(address))
        {
            _current = services.Create("monolith", address);
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var result = await forwarder.ForwardAsync(context, _current ?? throw new InvalidOperationException("The configuration was not applied before the first request."));
        if (result.Outcome is not (ForwardOutcome.Answered or ForwardOutcome.Torn) && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await context.WriteErrorAsync(result.Status);
        }
    }
}
