using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monolith.Strangler.Routing.Keys;

/// <summary>
/// Gives an anonymous caller an id to come back with. An id is a key only once it comes back: a client that keeps no cookies would otherwise get a new side
/// with every request.
/// </summary>
internal sealed class VisitorCookie(VisitorSettings settings, EdgeSigner signer)
{
    public const string Name = "strangler-visitor";

    private const string Purpose = "visitor";
    private const int IdHexDigits = 32;

    /// <summary>The caller's id; null when there is none that was issued here, and then one is on its way with the answer.</summary>
    public string? ReadOrIssue(HttpContext context)
    {
        if (!settings.Enabled)
        {
            return null;
        }

        if (Read(context.Request.Cookies[Name]) is { } id)
        {
            return id;
        }

        if (!context.Response.HasStarted)
        {
            context.Response.OnStarting(Issue, context);
        }

        return null;
    }

    private string? Read(string? value)
        => value is { Length: > IdHexDigits + 1 } && value[IdHexDigits] == '.' && signer.IsSigned(Purpose, value[..IdHexDigits], value.AsSpan(IdHexDigits + 1))
            ? value[..IdHexDigits]
            : null;

    private Task Issue(object state)
    {
        var context = (HttpContext)state;
        // A shared cache would give one visitor's id to all.
        if (!context.Response.Headers.CacheControl.ToString().Contains(CacheControlHeaderValue.PublicString, StringComparison.OrdinalIgnoreCase))
        {
            var id = RandomNumberGenerator.GetHexString(IdHexDigits, lowercase: true);
            context.Response.Cookies.Append(Name, $"{id}.{signer.Sign(Purpose, id)}", new()
            {
                HttpOnly = true,
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = settings.MaxAge,
                IsEssential = true,
            });
        }

        return Task.CompletedTask;
    }
}
