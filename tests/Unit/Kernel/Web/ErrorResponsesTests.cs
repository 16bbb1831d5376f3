using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Frontends;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class ErrorResponsesTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync() => _process = await WebProcess.StartAsync(
        app =>
        {
            app.MapGet("/throws", void () => throw new InvalidOperationException("secret detail"));
            app.MapGet("/frozen/throws", void () => throw new InvalidOperationException("secret detail")).WithMetadata(new MoviesFrontendAttribute());
            app.MapGet("/frozen/unauthenticated", () => Results.StatusCode(401)).WithMetadata(new MoviesFrontendAttribute());
            app.MapGet("/frozen/forbidden", () => Results.StatusCode(403)).WithMetadata(new MoviesFrontendAttribute());
            app.MapGet("/own-body", () => Results.Json(new { mine = true }, statusCode: 418));
            app.MapGet("/half", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("half");
                await context.Response.Body.FlushAsync();
                throw new InvalidOperationException("too late");
            });
            app.MapGet("/slow", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted));
            app.MapControllers();
        },
        builder => builder.Services.AddControllers().AddApplicationPart(typeof(ErrorResponsesTests).Assembly),
        settings: [("Web:MaxRequestBodyBytes", "100"), ("Web:RequestTimeout", "00:00:02")]);

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Theory]
    [InlineData("GET", "/nowhere", 404, "Not Found")]
    [InlineData("POST", "/throws", 405, "Method Not Allowed")]
    [InlineData("GET", "/throws", 500, "Internal Server Error")]
    [InlineData("GET", "/slow", 504, "Gateway Timeout")]
    public async Task AnyFailure_OutsideContracts_IsProblemDetails(string method, string path, int status, string title)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await _process.Public.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("title").GetString().ShouldBe(title);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        problem.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("/frozen/throws", 500, """{"message":"Server Error"}""")]
    [InlineData("/frozen/unauthenticated", 401, """{"message":"Unauthenticated."}""")]
    [InlineData("/frozen/forbidden", 403, """{"message":"Forbidden"}""")]
    public async Task AnyFailure_InsideContract_IsWordedByIt(string path, int status, string body)
    {
        using var response = await _process.Public.GetAsync(path);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Theory]
    [InlineData("/plain", "{", 400, "application/problem+json", "traceId")]
    [InlineData("/frozen", "{", 400, "application/json", """{"message":"O corpo da requisição não é um JSON válido."}""")]
    [InlineData("/frozen", """{"number":"x"}""", 400, "application/json", """{"message":"O corpo da requisição não é um JSON válido."}""")]
    [InlineData("/frozen?page=x", "{}", 400, "application/json", """{"message":"Bad Request"}""")]
    [InlineData("/frozen/missing", "{}", 404, "application/json", """{"message":"Not Found"}""")]
    public async Task Controller_WithUnreadableInput_AnswersInItsOwnShape(string path, string body, int status, string mediaType, string expected)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await _process.Public.PostAsync(path, content);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    [Fact]
    public async Task Controller_WithAnotherMediaType_Answers415()
    {
        using var content = new StringContent("a=b", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await _process.Public.PostAsync("/plain", content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_Answers413()
    {
        using var content = new StringContent($$"""{"text":"{{new string('a', 200)}}"}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await _process.Public.PostAsync("/plain", content);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task ChunkedBody_Malformed_IsTheClientsFault()
    {
        var answer = await _process.RawAsync("POST /plain HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("application/problem+json");
    }

    [Fact]
    public async Task Answer_AlreadyWritten_IsLeftAlone()
    {
        using var response = await _process.Public.GetAsync("/own-body");

        ((int)response.StatusCode).ShouldBe(418);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"mine":true}""");
    }

    [Fact]
    public async Task Exception_AfterTheAnswerBegan_CutsTheConnection()
        => await Should.ThrowAsync<HttpRequestException>(() => _process.Public.GetStringAsync("/half"));

    [Fact]
    public async Task Exception_Unexpected_IsLoggedOnceWithTheRequestId()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/throws") { Headers = { { "X-Request-Id", "the-one" } } };
        using var response = await _process.Public.SendAsync(request);

        var line = _process.Logs.Lines.Where(l => l.Level >= LogLevel.Error).ShouldHaveSingleItem();
        line.Exception.ShouldBeOfType<InvalidOperationException>();
        line.Scope["RequestId"].ShouldBe("the-one");
    }
}
