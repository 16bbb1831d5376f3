using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>Keeps an operator from sending more traffic to a service that this host would not use: it would all come back to the monolith, by accident as it were.</summary>
internal static class HealthyServices
{
    /// <exception cref="AdminException">A route would go up, its service is not healthy, and the order does not insist.</exception>
    public static void Require(IEnumerable<ExtractableRoute> routes, Func<string, decimal> percentOf, decimal percent, bool force)
    {
        var service = force ? null : routes.FirstOrDefault(r => percentOf(r.Id) < percent && r.Service is { Health.Healthy: false })?.Service;
        if (service is not null)
        {
            throw new AdminException(AdminError.ServiceUnhealthy,
                $"The service of module '{service.Module}' at {service.Address.Display} is not healthy ({service.Health.Detail}), so the monolith would answer in its stead. Look after the service, or repeat the order with force (--force).");
        }
    }
}
