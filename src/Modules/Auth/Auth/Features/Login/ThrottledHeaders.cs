using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Monolith.Auth.Features.Login;

/// <summary>When a throttled log-in may be tried again, as both frontends read it.</summary>
internal static class ThrottledHeaders
{
    public static void WriteTo(this LoginOutcome.Throttled outcome, IHeaderDictionary headers, DateTimeOffset now)
    {
        var seconds = (long)Math.Ceiling(outcome.RetryAfter.TotalSeconds);
        headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
    }
}
