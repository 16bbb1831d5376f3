using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Messaging;

/// <summary>The call context on the wire. Read only behind a verified service token; from anywhere else the edge removes these headers.</summary>
internal static class InternalHeaders
{
    private const string Correlation = "X-Internal-Correlation-Id";
    private const string ActingUser = "X-Internal-Acting-User";
    private const string TimeLeft = "X-Internal-Time-Left-Ms";

    public static void Write(HttpRequestHeaders headers, CallContext? context, TimeSpan timeLeft)
    {
        // A duration, not a point in time: clocks of two machines differ by more than these deadlines.
        headers.Add(TimeLeft, Math.Max(0, (long)timeLeft.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        if (context is not null)
        {
            headers.Add(Correlation, context.CorrelationId);
        }

        if (context?.UserId is { } user)
        {
            headers.Add(ActingUser, user.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static CallContext Read(IHeaderDictionary headers, string fallbackCorrelationId, TimeProvider time)
    {
        var correlation = headers[Correlation].ToString();
        return new CallContext(
            IsCorrelationId(correlation) ? correlation : fallbackCorrelationId,
            int.TryParse(headers[ActingUser].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null,
            int.TryParse(headers[TimeLeft].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? time.GetUtcNow().AddMilliseconds(left) : null);
    }

    private static bool IsCorrelationId(string text) => text.Length is > 0 and <= 64 && text.All(c => c is > ' ' and <= '~');
}
