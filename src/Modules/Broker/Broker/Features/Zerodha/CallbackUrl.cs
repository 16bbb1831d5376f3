using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Zerodha;

/// <summary>
/// The address at which Zerodha's log-in left the browser. It is read and compared, never fetched: it must be the registered one, and bring back the state that
/// was given out with the login URL, or somebody else's log-in could be put under this user (RFC 6749, 10.12).
/// </summary>
internal static class CallbackUrl
{
    public const int MaxLength = 2048;

    private const int MaxTokenLength = 128;

    /// <summary>Null when it is no absolute http or https URL, or has a user or a fragment.</summary>
    public static Uri? TryParse(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0 && url.Fragment.Length == 0
            ? url
            : null;

    /// <returns>The request token.</returns>
    public static Result<string> Read(string callbackUrl, string redirectUri, string state)
    {
        if (TryParse(callbackUrl) is not { } url)
        {
            return BrokerErrors.InvalidCallback("it is no absolute http or https URL without user and fragment.");
        }

        if (url.GetLeftPart(UriPartial.Path) != new Uri(redirectUri).GetLeftPart(UriPartial.Path))
        {
            return BrokerErrors.InvalidCallback("it is not at the redirect_uri of your keys.");
        }

        var query = QueryHelpers.ParseQuery(url.Query);
        if (query.TryGetValue("status", out var status) && status != "success")
        {
            return BrokerErrors.InvalidCallback("it says that the login did not succeed.");
        }

        if (!query.TryGetValue("request_token", out var token) || token is not [{ Length: > 0 and <= MaxTokenLength } requestToken] || !requestToken.All(char.IsAsciiLetterOrDigit))
        {
            return BrokerErrors.InvalidCallback("it has no request_token.");
        }

        return query.TryGetValue("state", out var given) && given is [{ } text] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(state))
            ? requestToken
            : BrokerErrors.InvalidCallback("it does not belong to the login that was started last.");
    }
}
