using System.Diagnostics;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Gateway;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Tracing;

/// <summary>A request that crosses gateway, Host, service and database is one trace, whose spans hang on each other in that order.</summary>
public sealed class OneTraceTests
{
    private const string Server = "Microsoft.AspNetCore";
    private const string Forwarding = "Monolith.Strangler.Forwarding";
    private const string Database = "Npgsql";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Trace_ThroughGatewayHostServiceAndDatabase_IsOneChain()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
        {
            Services = ["Favorites"],
            HostSettings = collector.Settings,
            ServiceSettings = collector.Settings,
        });
        await using var gateway = new GatewayUnderTest(
            $$"""{ "monolith": { "url": "{{environment.HostUrl.GetLeftPart(UriPartial.Authority)}}" }, "feature_management": { "feature_flags": [] } }""",
            collector.Settings);
        await gateway.StartAsync();
        var user = await environment.Api.SignUpAsync();
        using var client = new MoviesApi(gateway.Client.BaseAddress!);

        await environment.Operator.ShiftAsync("favorites", 100);
        await CheckChainAsync(
            client, user, collector, Side.Service,
            ("gateway", Server), ("gateway", Forwarding), ("monolith", Server), ("monolith", Forwarding), ("favorites", Server), ("favorites", Database));

        await environment.Operator.RollbackAsync("favorites");
        await CheckChainAsync(client, user, collector, Side.Monolith, ("gateway", Server), ("gateway", Forwarding), ("monolith", Server), ("monolith", Database));
    }

    /// <summary>Sends a request as the part of a trace that the client began, and looks for a chain of spans from the client's to the database's.</summary>
    private static async Task CheckChainAsync(MoviesApi client, SignedInUser user, OtlpCollector collector, Side side, params (string Service, string Source)[] chain)
    {
        var (trace, root) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var answer = await client.SendAsync(HttpMethod.Get, "/api/favorites", user.Token, json: null, ("traceparent", $"00-{trace}-{root}-01"));
        answer.ShouldBe(200, "[]");
        answer.ServedBy.ShouldBe(side);

        try
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(HasChain(collector, trace, root, chain)), Limit);
        }
        catch (TimeoutException)
        {
            HasChain(collector, trace, root, chain).ShouldBeTrue(string.Join('\n', collector.Spans.Where(s => s.Trace == trace)));
        }

        var servers = collector.Spans.Where(s => s.Trace == trace && s.Kind == ReceivedSpan.Server).Select(s => s.Service).Order(StringComparer.Ordinal);
        servers.ShouldBe(chain.Where(c => c.Source == Server).Select(c => c.Service).Order(StringComparer.Ordinal), "Each process serves the request once.");
    }

    private static bool HasChain(OtlpCollector collector, string trace, string root, IReadOnlyList<(string Service, string Source)> chain)
    {
        HashSet<string> parents = [root];
        foreach (var (service, source) in chain)
        {
            var kind = source == Server ? ReceivedSpan.Server : ReceivedSpan.Client;
            parents = [.. collector.Spans
                .Where(s => s.Trace == trace && s.Service == service && s.Source == source && s.Kind == kind && parents.Contains(s.Parent))
                .Select(s => s.Id)];
        }

        return parents.Count > 0;
    }
}
