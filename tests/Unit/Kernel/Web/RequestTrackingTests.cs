using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Web.Tracking;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class RequestTrackingTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync() => _process = await WebProcess.StartAsync(
        app =>
        {
            app.MapGet("/things/{id:int}", (int id, ILogger<RequestTrackingTests> logger) =>
            {
                logger.LogInformation("inside");
                return $"{CallContext.Current!.CorrelationId}|{CallContext.Current.UserId}|{CallContext.Current.Deadline > DateTimeOffset.UtcNow}|{id}";
            });
            app.MapGet("/forwarded", (HttpContext context) => context.Response.Headers.Append("X-Request-Id", "of-the-service"));
        },
        beforeRouting: app => app.Use((context, next) =>
        {
            if (context.Request.Headers["Test-User"] is [{ } user])
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", user)], "test"));
            }

            return next(context);
        }));

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Theory]
    [InlineData("abc-1.2_3", true)]
    [InlineData("with space", false)]
    [InlineData("<script>", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public async Task RequestId_FromOutside_IsKeptOnlyWhenHarmless(string given, bool kept)
    {
        using var response = await GetAsync("/things/1", ("X-Request-Id", given));

        var echoed = response.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem();
        (echoed == given).ShouldBe(kept);
        echoed.Length.ShouldBeInRange(1, 64);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith(echoed + "|");
    }

    [Theory]
    [InlineData("/forwarded", "of-the-service")]
    [InlineData("/things/1", null)]
    public async Task RequestId_OfAProcessThatPassesAnswersOn_IsTheServersOrNone(string path, string? expected)
    {
        await using var process = await WebProcess.StartAsync(
            app =>
            {
                app.MapGet("/forwarded", (HttpContext context) => context.Response.Headers.Append("X-Request-Id", "of-the-service"));
                app.MapGet("/things/1", (HttpContext context) => context.Request.Headers["X-Request-Id"].ToString());
            },
            settings: [("Web:RequestIdInAnswers", "false")]);

        using var response = await process.Public.GetAsync(path);

        (response.Headers.TryGetValues("X-Request-Id", out var values) ? values.ShouldHaveSingleItem() : null).ShouldBe(expected);
        if (expected is null)
        {
            (await response.Content.ReadAsStringAsync()).ShouldNotBeEmpty("The request carries it all the same.");
        }
    }

    [Fact]
    public async Task RequestId_OfAForwardedAnswer_IsNotDoubled()
    {
        using var response = await GetAsync("/forwarded", ("X-Request-Id", "mine"));

        response.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldBe("mine");
    }

    [Fact]
    public async Task CallContext_OfASignedInUser_NamesThem()
    {
        using var response = await GetAsync("/things/5", ("X-Request-Id", "r1"), ("Test-User", "42"));

        (await response.Content.ReadAsStringAsync()).ShouldBe("r1|42|True|5");
        var inside = _process.Logs.Lines.Single(l => l.Message == "inside");
        inside.Scope["RequestId"].ShouldBe("r1");
        inside.Scope["UserId"].ShouldBe(42);
    }

    [Fact]
    public async Task AccessLog_OfARoute_IsOneLineWithoutPathOrQuery()
    {
        using var response = await GetAsync("/things/7?token=hush", ("Test-User", "42"));

        var line = (await AccessLinesAsync(1)).ShouldHaveSingleItem();
        line.Message.ShouldMatch(@"^GET /things/\{id:int\} 200 in [0-9.]+ ms$");
        line.Scope["UserId"].ShouldBe(42);
        _process.Logs.Lines.ShouldNotContain(l => l.Message.Contains("hush"));
    }

    [Fact]
    public async Task AccessLog_OfNoRoute_ShowsTheShortenedPath()
    {
        using var response = await GetAsync("/" + new string('x', 500) + "?q=hush");

        (await AccessLinesAsync(1)).ShouldHaveSingleItem().Message.ShouldMatch("^GET /x{199} 404 in ");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    public async Task AccessLog_OfAProbe_IsDebug(string path)
    {
        using var response = await GetAsync(path);

        response.IsSuccessStatusCode.ShouldBeTrue();
        (await AccessLinesAsync(1)).ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Debug);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _process.Public.SendAsync(request);
    }

    // The line is written after the answer was sent.
    private async Task<List<CapturedLogs.Line>> AccessLinesAsync(int count)
    {
        List<CapturedLogs.Line> lines = [];
        for (var i = 0; i < 200 && lines.Count < count; i++)
        {
            lines = [.. _process.Logs.Lines.Where(l => l.Category == typeof(RequestTracking).FullName && l.Message.EndsWith(" ms", StringComparison.Ordinal))];
            await Task.Delay(10);
        }

        return lines;
    }
}
