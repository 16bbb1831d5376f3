using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Frontends.RateLimiting;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Frontends;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Requests_UpToTheLimit_CountDown()
    {
        await using var process = await StartAsync(("RateLimit:PermitLimit", "2"));

        using var first = await process.Public.GetAsync("/api/ok");
        using var second = await process.Public.GetAsync("/api/throws");
        using var third = await process.Public.GetAsync("/api/ok");
        using var elsewhere = await process.Public.GetAsync("/elsewhere");

        Header(first, "X-RateLimit-Limit").ShouldBe("2");
        Header(first, "X-RateLimit-Remaining").ShouldBe("1");
        Header(first, "Retry-After").ShouldBeNull();
        second.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        Header(second, "X-RateLimit-Remaining").ShouldBe("0");
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await third.Content.ReadAsStringAsync()).ShouldBe("""{"message":"Too Many Attempts."}""");
        third.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        Header(third, "X-RateLimit-Limit").ShouldBe("2");
        Header(third, "X-RateLimit-Remaining").ShouldBe("0");
        int.Parse(Header(third, "Retry-After")!).ShouldBeInRange(1, 60);
        long.Parse(Header(third, "X-RateLimit-Reset")!).ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 61);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(elsewhere, "X-RateLimit-Limit").ShouldBeNull();
    }

    [Fact]
    public async Task Refusal_InsideAContract_IsWordedByIt()
    {
        await using var process = await StartAsync(("RateLimit:PermitLimit", "1"));
        using var first = await process.Public.GetAsync("/api/worded");
        using var second = await process.Public.GetAsync("/api/worded");

        (await second.Content.ReadAsStringAsync()).ShouldBe("""{"slow":"down"}""");
    }

    [Fact]
    public async Task Frontend_WithoutPrefix_IsCountedWithTheOthers()
    {
        await using var process = await StartAsync(("RateLimit:PermitLimit", "1"));
        using var first = await process.Public.GetAsync("/api/ok");
        using var second = await process.Public.GetAsync("/without-prefix");

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await second.Content.ReadAsStringAsync()).ShouldBe("""{"detail":"Too Many Requests"}""");
    }

    [Fact]
    public async Task Preflight_CostsNothing()
    {
        await using var process = await StartAsync(("RateLimit:PermitLimit", "1"));
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/ok") { Headers = { { "Origin", "http://x" }, { "Access-Control-Request-Method", "GET" } } };
        using var preflight = await process.Public.SendAsync(request);
        using var get = await process.Public.GetAsync("/api/ok");

        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        get.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SwitchedOff_AnswersAllWithoutHeaders()
    {
        await using var process = await StartAsync(("RateLimit:PermitLimit", "1"), ("RateLimit:Enabled", "false"));
        using var first = await process.Public.GetAsync("/api/ok");
        using var second = await process.Public.GetAsync("/api/ok");

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(second, "X-RateLimit-Limit").ShouldBeNull();
    }

    [Theory]
    [InlineData(1, "10.0.0.1", 1, "10.9.9.9", true)]
    [InlineData(1, "10.0.0.1", 2, "10.0.0.1", false)]
    [InlineData(null, "10.0.0.1", 1, "10.0.0.1", false)]
    [InlineData(null, "10.0.0.1", null, "10.0.0.1", true)]
    [InlineData(null, "10.0.0.1", null, "10.0.0.2", false)]
    [InlineData(null, "10.0.0.1", null, "::ffff:10.0.0.1", true)]
    [InlineData(null, "2001:db8:0:1::1", null, "2001:db8:0:1:ffff::2", true)]
    [InlineData(null, "2001:db8:0:1::1", null, "2001:db8:0:2::1", false)]
    public void Caller_IsTheUserElseTheAddress(int? user, string address, int? otherUser, string otherAddress, bool same)
    {
        using var limiter = Limiter(new RateLimitSettings { PermitLimit = 1 }, new SteppedTime());

        limiter.Count(Context(user, address)).IsAcquired.ShouldBeTrue();

        limiter.Count(Context(otherUser, otherAddress)).IsAcquired.ShouldBe(!same);
    }

    [Fact]
    public void Window_WhenItEnds_BeginsAnew()
    {
        var time = new SteppedTime();
        using var window = new CallerWindow(2, TimeSpan.FromSeconds(60), time);
        window.AttemptAcquire();
        window.AttemptAcquire();
        time.Now += TimeSpan.FromSeconds(45.5);

        var refused = (WindowLease)window.AttemptAcquire();
        refused.IsAcquired.ShouldBeFalse();
        refused.RetryAfterSeconds.ShouldBe(15);
        refused.ResetUnixSeconds.ShouldBe(SteppedTime.Start.ToUnixTimeSeconds() + 60);
        window.IdleDuration.ShouldBeNull();

        time.Now += TimeSpan.FromSeconds(14.5);
        var granted = (WindowLease)window.AttemptAcquire();
        granted.IsAcquired.ShouldBeTrue();
        granted.Remaining.ShouldBe(1);

        time.Now += TimeSpan.FromSeconds(70);
        window.IdleDuration.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Addresses_BeyondTheMost_ShareCountersButUsersDoNot()
    {
        using var limiter = Limiter(new RateLimitSettings { PermitLimit = 1, MaxAddresses = 10 }, new SteppedTime());

        // 10 of their own and 4096 shared: of 20,000 addresses at most that many are granted one.
        var granted = Enumerable.Range(0, 20_000).Count(i => limiter.Count(Context(null, new IPAddress(i + 1).ToString())).IsAcquired);

        granted.ShouldBeInRange(1000, 4106);
        limiter.Count(Context(7, "10.0.0.1")).IsAcquired.ShouldBeTrue();
    }

    private static FrontendRateLimiter Limiter(RateLimitSettings settings, TimeProvider time) => new(settings, time, NullLogger<FrontendRateLimiter>.Instance);

    private static DefaultHttpContext Context(int? user, string address)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        if (user is not null)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", $"{user}")], "test"));
        }

        return context;
    }

    private static Task<WebProcess> StartAsync(params (string, string)[] settings) => WebProcess.StartAsync(
        app =>
        {
            app.UseFrontendRateLimit();
            app.MapGet("/api/ok", () => "ok");
            app.MapGet("/api/throws", void () => throw new InvalidOperationException());
            app.MapGet("/api/worded", () => "ok").WithMetadata(new Worded());
            app.MapGet("/without-prefix", () => "ok").WithMetadata(new TradingFrontendAttribute());
            app.MapGet("/elsewhere", () => "ok");
        },
        builder =>
        {
            var errors = new StartupErrors();
            builder.Services.AddFrontendCors().AddFrontendRateLimit(builder.Configuration, errors);
            errors.ThrowIfAny();
        },
        app => app.UseFrontendCors(),
        settings: settings);

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join('|', values) : null;

    private sealed class Worded : IFrontendErrors
    {
        public object TooManyRequests { get; } = new { slow = "down" };

        public int MalformedBodyStatus => throw new NotSupportedException();

        public object MalformedBody => throw new NotSupportedException();

        public object Unauthenticated(AccessTokenFailure failure) => throw new NotSupportedException();

        public object UnfitField(string field, Type expected) => throw new NotSupportedException();

        public object Refused(string reason) => throw new NotSupportedException();

        public object Failed(int status) => throw new NotSupportedException();
    }

    private sealed class SteppedTime : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
