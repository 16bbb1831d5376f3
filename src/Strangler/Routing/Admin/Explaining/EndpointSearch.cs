using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>Finds the endpoint of a request as the application does: by ASP.NET Core's own routing over the same endpoints, and no more than that.</summary>
internal sealed class EndpointSearch(IServiceProvider services, RouteCatalog catalog)
{
    private readonly Lazy<RequestDelegate> _routing = new(() => Build(services, catalog));

    /// <summary>Null when nothing matches. What matched does not run.</summary>
    public async Task<Endpoint?> FindAsync(HttpContext context)
    {
        await _routing.Value(context);
        return context.GetEndpoint();
    }

    private static RequestDelegate Build(IServiceProvider services, RouteCatalog catalog)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.Run(_ => Task.CompletedTask);
        // Only so that routing knows where the endpoints are: no request comes this far.
        pipeline.UseEndpoints(endpoints =>
        {
            foreach (var source in catalog.Sources())
            {
                endpoints.DataSources.Add(source);
            }
        });
        return pipeline.Build();
    }
}
