using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Modules;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Keys;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Keys.RoutingKeysTests;

namespace Monolith.Unit.Strangler.Keys;

public sealed class TesterOverrideTests
{
    private static readonly string NobodyOnService = TestFlags.Flag("favorites.list");

    [Theory]
    [InlineData("X-Strangler-Side", "service")]
    [InlineData("Cookie", "strangler-side=service")]
    public async Task Wish_OfANamedTester_IsHeard(string header, string value)
    {
        await using var host = await StartAsync(NobodyOnService, s => s["Strangler:Testers:Users:0"] = "42");

        Reason(await SendAsync(host, (header, value), user: "42")).ShouldBe("unreachable");
        Reason(await SendAsync(host, (header, value), user: "43")).ShouldBe("everyone");
        Reason(await SendAsync(host, (header, value))).ShouldBe("everyone");
    }

    [Fact]
    public async Task Wish_OfAGroupOfTesters_IsHeard()
    {
        await using var host = await StartAsync(NobodyOnService, s =>
        {
            s["Strangler:Groups:staff:0"] = "42";
            s["Strangler:Testers:Groups:0"] = "staff";
        });

        Reason(await SendAsync(host, ("X-Strangler-Side", "service"), user: "42")).ShouldBe("unreachable");
        Reason(await SendAsync(host, ("X-Strangler-Side", "service"), user: "43")).ShouldBe("everyone");
    }

    [Fact]
    public void Wish_OfANameThatNobodyVerified_IsNotHeard()
    {
        var settings = new Monolith.Strangler.Routing.StranglerSettings { Testers = new() { Users = ["42"] } };
        var signer = new EdgeSigner("secret");
        var testers = new TesterOverride(settings, new(settings, new(settings.Visitors, signer)), signer, TimeProvider.System);

        Read(new ClaimsIdentity([new Claim("sub", "42")], "Verified")).ShouldBe(Side.Service);
        Read(new ClaimsIdentity([new Claim("sub", "42")])).ShouldBeNull();

        Side? Read(ClaimsIdentity identity)
        {
            var context = new DefaultHttpContext { User = new(identity) };
            context.Request.Headers["X-Strangler-Side"] = "service";
            return testers.Read(context);
        }
    }

    [Fact]
    public async Task Wish_ForTheMonolith_KeepsATesterThere()
    {
        await using var host = await StartAsync(TestFlags.Everyone("favorites.list"), s => s["Strangler:Testers:Users:0"] = "42");

        Reason(await SendAsync(host, ("X-Strangler-Side", "monolith"), user: "42")).ShouldBe("override");
    }

    [Fact]
    public async Task Wish_RouteRolledBack_IsNotHeard()
    {
        await using var host = await StartAsync(TestFlags.Flag("favorites.list", enabled: false), s => s["Strangler:Testers:Users:0"] = "42");

        Reason(await SendAsync(host, ("X-Strangler-Side", "service"), user: "42")).ShouldBe("disabled");
    }

    [Fact]
    public async Task Pass_OfAnOperator_IsHeardFromAnybody()
    {
        await using var host = await StartAsync(NobodyOnService);
        var pass = host.Get<TesterOverride>().IssuePass(Side.Service, TimeSpan.FromHours(1));

        Reason(await SendAsync(host, ("X-Strangler-Side", pass))).ShouldBe("unreachable");
        Reason(await SendAsync(host, ("Cookie", $"strangler-side={pass}"))).ShouldBe("unreachable");
    }

    [Fact]
    public async Task Pass_ChangedInAnyPlace_IsNotHeard()
    {
        await using var host = await StartAsync(NobodyOnService);
        var pass = host.Get<TesterOverride>().IssuePass(Side.Service, TimeSpan.FromHours(1));
        var parts = pass.Split('.');
        string[] forged =
        [
            $"{parts[0]}.{parts[1]}9.{parts[2]}", $"{parts[0]}.0{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{parts[2]}=", $"{parts[0]}.{parts[1]}.{parts[2][..^1]}",
            $"{parts[0]}.{parts[1]}", "service..", "..", $"Service.{parts[1]}.{parts[2]}", new('.', 5000),
        ];
        foreach (var value in forged)
        {
            Reason(await SendAsync(host, ("X-Strangler-Side", value))).ShouldBe("everyone", value);
        }
    }

    [Fact]
    public async Task Pass_OfAnotherHostsSecret_IsNotHeard()
    {
        await using var host = await StartAsync(NobodyOnService, s => s["Strangler:EdgeSecret"] = new('a', 32));
        await using var other = await StartAsync(NobodyOnService, s => s["Strangler:EdgeSecret"] = new('b', 32));
        var pass = other.Get<TesterOverride>().IssuePass(Side.Service, TimeSpan.FromHours(1));

        Reason(await SendAsync(host, ("X-Strangler-Side", pass))).ShouldBe("everyone");
        Reason(await SendAsync(other, ("X-Strangler-Side", pass))).ShouldBe("unreachable");
    }

    [Fact]
    public void Pass_Expired_IsNotHeard()
    {
        var time = new ManualTime();
        var settings = new Monolith.Strangler.Routing.StranglerSettings();
        var signer = new EdgeSigner("secret");
        var testers = new TesterOverride(settings, new(settings, new(settings.Visitors, signer)), signer, time);
        var pass = testers.IssuePass(Side.Service, TimeSpan.FromHours(1));
        Read().ShouldBe(Side.Service);

        time.Advance(TimeSpan.FromHours(1));

        Read().ShouldBeNull();

        Side? Read()
        {
            var context = new DefaultHttpContext();
            context.Request.Headers["X-Strangler-Side"] = pass;
            return testers.Read(context);
        }
    }

    [Fact]
    public async Task Wish_Heard_IsSeenByNeitherSide()
    {
        await using var host = await TestHost.StartWithFlagsAsync(
            $"http://127.0.0.1:{Ports.Free()}", TestFlags.Document(TestFlags.Flag("favorites.echo")),
            map: app => app.MapGet("/echo", (HttpRequest r) => r.Headers.ContainsKey("X-Strangler-Side").ToString()).WithMetadata(new ExtractableAttribute("favorites.echo")));
        using var request = host.Request(HttpMethod.Get, "/echo", user: null);
        request.Headers.Add("X-Strangler-Side", "service");

        using var response = await host.Client.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe("False");
    }
}
