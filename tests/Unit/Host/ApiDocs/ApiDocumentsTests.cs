using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Monolith.Host.ApiDocs;
using Monolith.Kernel.Frontends;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.ApiDocs;

public sealed class ApiDocumentsTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync() => _process = await WebProcess.StartAsync(
        app =>
        {
            app.UseApiDocuments();
            app.MapDelete("/api/favorites", [Authorize] ([FromBody] Input input) => input);
            app.MapPost("/api/login", [AllowAnonymous] (Input input) => input);
            app.MapPost("/wallet/add", [Authorize] (Input input) => input).WithMetadata(new TradingFrontendAttribute());
            app.MapPost("/admin/rollback", () => "");
        },
        builder => builder.Services.AddApiDocuments());

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public async Task Document_OfTheApi_SaysWhatNeedsATokenAndWhatHasABody()
    {
        var document = await _process.Public.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ShouldBe(["/api/favorites", "/api/login", "/wallet/add"], ignoreOrder: true);
        var delete = document.GetProperty("paths").GetProperty("/api/favorites").GetProperty("delete");
        delete.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _).ShouldBeTrue();
        delete.GetProperty("security")[0].TryGetProperty("Bearer", out _).ShouldBeTrue();
        delete.GetProperty("responses").TryGetProperty("401", out _).ShouldBeTrue();
        document.GetProperty("paths").GetProperty("/api/login").GetProperty("post").TryGetProperty("security", out _).ShouldBeFalse();
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer");
        scheme.GetProperty("scheme").GetString().ShouldBe("bearer");
        var input = document.GetProperty("components").GetProperty("schemas").GetProperty("Input").GetProperty("properties");
        input.GetProperty("movie_id").GetProperty("type").GetString().ShouldBe("string");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/json, text/plain, */*")]
    [InlineData("text/html;q=0.5, application/json")]
    public async Task Root_AskedByAProgram_IsTheTradingContractsAnswer(string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var root = await _process.Public.SendAsync(request);

        root.StatusCode.ShouldBe(HttpStatusCode.OK);
        root.Headers.Vary.ShouldBe(["Accept"]);
        (await root.Content.ReadAsStringAsync()).ShouldBe("""{"message":"BudhiTrade API is running!","endpoints":{"/":["GET"],"/wallet/add":["POST"]}}""");
    }

    [Fact]
    public async Task Root_AskedByABrowser_LeadsToThePage()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8");
        using var root = await _process.Public.SendAsync(request);
        using var docs = await _process.Public.GetAsync("/docs");

        root.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        root.Headers.Location!.ToString().ShouldBe("/docs/index.html");
        ((int)docs.StatusCode).ShouldBeOneOf(301, 302);
    }

    [Fact]
    public async Task Page_WithItsScripts_ComesFromThisProcessAlone()
    {
        var page = await _process.Public.GetStringAsync("/docs/index.html");
        var script = await _process.Public.GetStringAsync("/docs/index.js");
        using var bundle = await _process.Public.GetAsync("/docs/swagger-ui-bundle.js");

        page.ShouldNotContain("https://");
        script.ShouldContain("/openapi/v1.json");
        bundle.StatusCode.ShouldBe(HttpStatusCode.OK);
        bundle.Content.Headers.ContentLength.ShouldNotBe(0);
    }

    internal sealed record Input([property: JsonPropertyName("movie_id"), JsonConverter(typeof(LenientTextConverter))] string? MovieId);
}
