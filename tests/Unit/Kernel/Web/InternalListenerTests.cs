using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Listening;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class InternalListenerTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync() => _process = await WebProcess.StartAsync(app =>
    {
        app.MapGet("/admin/strangler/status", () => "status");
        app.MapGet("/internal/requests/{module}", () => "request");
        app.MapGet("/administrators", () => "public");
        app.MapGet("/admin/kyc/pending", () => "public, too").WithMetadata(PublicPathAttribute.Mark);
        app.MapGet("/where", (HttpContext context) => context.IsInternalListener());
    });

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Theory]
    [InlineData("/admin/strangler/status")]
    [InlineData("/ADMIN/Strangler/Status")]
    [InlineData("/%61dmin/strangler/status")]
    [InlineData("/x/%2e%2e/admin/strangler/status")]
    [InlineData("/internal/requests/movies")]
    [InlineData("/internal/unknown")]
    [InlineData("/admin")]
    [InlineData("/admin/kyc")]
    [InlineData("/admin/kyc/pending/more")]
    public async Task GuardedPath_OnThePublicListener_DoesNotExist(string path)
    {
        var answer = await _process.RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 404 ");
        answer.ShouldContain("application/problem+json");
    }

    [Theory]
    [InlineData("/admin/strangler/status", "status")]
    [InlineData("/internal/requests/movies", "request")]
    [InlineData("/where", "true")]
    public async Task GuardedPath_OnTheInternalListener_Answers(string path, string expected)
        => (await _process.Internal.GetStringAsync(path)).ShouldBe(expected);

    [Theory]
    [InlineData("/administrators", "public")]
    [InlineData("/admin/kyc/pending", "public, too")]
    [InlineData("/where", "false")]
    public async Task OtherPath_OnThePublicListener_Answers(string path, string expected)
        => (await _process.Public.GetStringAsync(path)).ShouldBe(expected);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Probe_OnBothListeners_Answers(string path)
    {
        using var outside = await _process.Public.GetAsync(path);
        using var inside = await _process.Internal.GetAsync(path);

        outside.StatusCode.ShouldBe(HttpStatusCode.OK);
        inside.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
