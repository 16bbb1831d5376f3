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
            app.MapPost("/admin/rollback", () => "");
        },
        builder => builder.Services.AddApiDocuments());

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public async Task Document_OfTheApi_SaysWhatNeedsATokenAndWhatHasABody()
    {
        var document = await _process.Public.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ShouldBe(["/api/favorites", "/api/login"], ignoreOrder: true);
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

    [Fact]
    public async Task Root_OfTheSite_LeadsToThePage()
    {
        using var root = await _process.Public.GetAsync("/");
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
