using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Traffic;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Admin;

public sealed class HealthyServicesTests : IDisposable
{
    private const string Route = "favorites.add";

    private readonly ExtractedService _service =
        new("favorites", new() { Url = new("http://127.0.0.1:9") }, new StranglerSettings(), TimeProvider.System, NullLogger<ExtractedService>.Instance);

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(false, 10, 20, false, false)]
    [InlineData(false, 10, 20, true, true)]
    [InlineData(false, 10, 10, false, true)]
    [InlineData(false, 10, 0, false, true)]
    [InlineData(true, 10, 20, false, true)]
    [InlineData(null, 10, 20, false, true)]
    public void Require_Order_IsRefusedOnlyUpwardsAndWithoutForce(bool? healthy, int from, int to, bool force, bool isAllowed)
    {
        _service.Health = new(healthy, "503 Service Unavailable");
        var order = () => HealthyServices.Require([new(Route, "favorites", [], _service, new RouteTraffic(TimeProvider.System))], _ => from, to, force);

        if (isAllowed)
        {
            order.ShouldNotThrow();
        }
        else
        {
            var refusal = order.ShouldThrow<AdminException>();
            refusal.Code.ShouldBe(AdminError.ServiceUnhealthy);
            refusal.Message.ShouldContain("503 Service Unavailable");
            refusal.Message.ShouldContain("--force");
        }
    }

    [Fact]
    public void Require_NoServiceConfigured_IsNotItsConcern()
        => Should.NotThrow(() => HealthyServices.Require([new(Route, "favorites", [], null, new RouteTraffic(TimeProvider.System))], _ => 0, 0, force: false));
}
