using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.LongLived;

public sealed class LongLivedConnectionsTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly LongLivedConnections _connections;
    private readonly Route _route = new();

    public LongLivedConnectionsTests() => _connections = new(
        new StranglerSettings { LongLived = new() { Grace = Grace } }, _lifetime, _services.GetRequiredService<IMeterFactory>(), TimeProvider.System,
        NullLogger<LongLivedConnections>.Instance);

    public void Dispose()
    {
        _connections.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Recheck_RouteLeftAndCameBackInTheGrace_Stays()
    {
        using var connection = Add();
        _route.Wanted = false;
        _connections.Recheck();
        _route.Wanted = true;
        _connections.Recheck();

        await Task.Delay(3 * Grace);

        connection.Closing.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Recheck_RouteLeft_IsAskedToCloseAfterTheGrace()
    {
        using var connection = Add();
        _route.Wanted = false;
        _connections.Recheck();

        connection.Closing.IsCancellationRequested.ShouldBeFalse();
        await Eventually.BecomesAsync(() => connection.Closing.IsCancellationRequested, expected: true);
    }

    [Fact]
    public async Task Add_RouteLeftWhileItBegan_IsAskedToCloseAsWell()
    {
        _route.Wanted = false;
        _connections.Recheck();
        using var connection = Add();

        await Eventually.BecomesAsync(() => connection.Closing.IsCancellationRequested, expected: true);
    }

    [Fact]
    public async Task Recheck_NobodyCanTell_Stays()
    {
        using var connection = _connections.Add(new DefaultHttpContext());
        _connections.Recheck();
        await Task.Delay(2 * Grace);

        connection.Closing.IsCancellationRequested.ShouldBeFalse();
        _connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task HostStops_AllAndThoseThatStillBegin_AreAskedAtOnce()
    {
        using var before = Add();
        _lifetime.StopApplication();
        using var after = Add();

        await Eventually.BecomesAsync(() => before.Closing.IsCancellationRequested && after.Closing.IsCancellationRequested, expected: true);
    }

    private LongLivedConnection Add()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<ILongLivedRoute>(_route);
        return _connections.Add(context);
    }

    private sealed class Route : ILongLivedRoute
    {
        public bool Wanted { get; set; } = true;

        public bool IsStillForService() => Wanted;
    }
}
