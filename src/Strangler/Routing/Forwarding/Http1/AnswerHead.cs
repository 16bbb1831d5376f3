using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Web.Edge;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Gives the client status, reason and headers of an answer, but for those of the connection it came over and those that are this host's own.</summary>
internal static class AnswerHead
{
    /// <param name="head">What came.</param>
    /// <param name="received">Where it stands.</param>
    /// <param name="response">The client's.</param>
    /// <param name="isForTheClient">Of all others, which headers are.</param>
    public static void PassOn(ResponseHead head, ReadOnlySpan<byte> received, HttpResponse response, Func<string, bool> isForTheClient)
    {
        response.StatusCode = head.Status;
        var reason = received[head.Reason];
        if (!Ascii.Equals(reason, ReasonPhrases.GetReasonPhrase(head.Status)))
        {
            response.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Encoding.Latin1.GetString(reason);
        }

        foreach (var line in head.Lines)
        {
            var name = HeaderNameTexts.Of(line.Name(received));
            if (!IsOfTheConnection(head, name) && isForTheClient(name))
            {
                var value = Encoding.Latin1.GetString(line.Value(received));
                // Not Append, which leaves empty values out.
                response.Headers[name] = response.Headers.TryGetValue(name, out var before) ? StringValues.Concat(before, value) : value;
            }
        }
    }

    private static bool IsOfTheConnection(ResponseHead head, string name)
        => name.Length switch
        {
            2 => name.Equals(HeaderNames.TE, StringComparison.OrdinalIgnoreCase),
            7 => name.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase),
            10 => name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase),
            17 => name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase),
            // A length that says nothing (RFC 9110, 8.6).
            14 => head.Status == StatusCodes.Status204NoContent && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase),
            _ => false,
        }
        || ConnectionHeaders.Contains(name) || head.ForTheConnection?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;
}
