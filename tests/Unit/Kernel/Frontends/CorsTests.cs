using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Frontends;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Frontends;

public sealed class CorsTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync() => _process = await WebProcess.StartAsync(
        app =>
        {
            app.MapGet("/api/ok", () => "ok");
            app.MapGet("/api/refused", () => Results.StatusCode(401)).WithMetadata(new MoviesFrontendAttribute());
            app.MapGet("/api/throws", void () => throw new InvalidOperationException());
            app.MapPost("/trades/{id}/decide", () => Results.StatusCode(401)).WithMetadata(new TradingFrontendAttribute());
            app.MapGet("/trades/operators", () => "ok");
            app.MapGet("/elsewhere", () => "ok");
        },
        builder => builder.Services.AddFrontendCors(),
        app => app.UseFrontendCors());

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Theory]
    [InlineData("/api/ok", "authorization")]
    [InlineData("/api/ok", "authorization,content-type")]
    [InlineData("/trades/7/decide", "authorization,content-type")]
    [InlineData("/Trades/7/Decide", "authorization")]
    public async Task Preflight_OfTheFrontend_IsAllowedAndNotCached(string path, string headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", "http://localhost:5173" }, { "Access-Control-Request-Method", "DELETE" }, { "Access-Control-Request-Headers", headers } },
        };

        using var response = await _process.Public.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Header(response, "Access-Control-Allow-Origin").ShouldBe("*");
        Header(response, "Access-Control-Allow-Methods").ShouldBe("DELETE");
        Header(response, "Access-Control-Allow-Headers").ShouldBe(headers);
        Header(response, "Access-Control-Max-Age").ShouldBe("0");
        Header(response, "Access-Control-Allow-Credentials").ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/ok", 200)]
    [InlineData("/api/refused", 401)]
    [InlineData("/api/nowhere", 404)]
    [InlineData("/api/throws", 500)]
    public async Task Answer_OfAnyKind_MayBeReadByAnyPage(string path, int status)
    {
        using var response = await GetAsync(path);

        ((int)response.StatusCode).ShouldBe(status);
        Header(response, "Access-Control-Allow-Origin").ShouldBe("*");
        Header(response, "Access-Control-Allow-Credentials").ShouldBeNull();
    }

    [Fact]
    public async Task Refusal_OfAFrontendWithoutPrefix_MayBeReadByAnyPage()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/trades/7/decide") { Headers = { { "Origin", "http://localhost:5173" } } };
        using var response = await _process.Public.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Header(response, "Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Theory]
    [InlineData("/elsewhere")]
    [InlineData("/trades/operators")]
    public async Task Answer_OutsideTheFrontends_MayNot(string path)
    {
        using var response = await GetAsync(path);

        Header(response, "Access-Control-Allow-Origin").ShouldBeNull();
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "http://localhost:5173" } } };
        return await _process.Public.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join('|', values) : null;
}
