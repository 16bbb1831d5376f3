using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>
/// Takes a token from the query into <c>Authorization</c>, before anything else looks: the endpoint in the process and a service that the request is
/// forwarded to see the same request, and no later log, span or server sees a token where it is not expected. A header that is already there counts, as
/// for the server that this contract comes from; more than one token in the query is no token.
/// </summary>
internal static class QueryToken
{
    private const string Name = "token";

    /// <summary>After routing, before authentication.</summary>
    public static Task MoveAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.QueryString.HasValue && context.GetEndpoint()?.Metadata.GetMetadata<IQueryTokenMetadata>() is not null)
        {
            Move(context);
        }

        return next(context);
    }

    private static void Move(HttpContext context)
    {
        var request = context.Request;
        var others = new StringBuilder();
        var tokens = new List<string>();
        foreach (var part in request.QueryString.Value!.TrimStart('?').Split('&'))
        {
            if (TokenIn(part) is { } token)
            {
                tokens.Add(token);
            }
            else
            {
                others.Append(others.Length == 0 ? '?' : '&').Append(part);
            }
        }

        if (tokens.Count == 0)
        {
            return;
        }

        if (request.Headers.Authorization.Count == 0)
        {
            // Escaped: a token is not changed by it, and what could end the header's line is no header then.
            request.Headers.Authorization = $"{BearerAuthenticationHandler.SchemeName} {(tokens is [var only] ? Uri.EscapeDataString(only) : "")}";
        }

        Cut(context, others.ToString());
    }

    private static string? TokenIn(string part)
    {
        foreach (var pair in new QueryStringEnumerable(part))
        {
            // Names of parameters are matched as everywhere in this server, whatever their case.
            return pair.DecodeName().Span.Equals(Name, StringComparison.OrdinalIgnoreCase) ? pair.DecodeValue().ToString() : null;
        }

        return null;
    }

    private static void Cut(HttpContext context, string query)
    {
        context.Request.QueryString = new QueryString(query);
        // The request as it came, which the forwarder sends on.
        var feature = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (feature.RawTarget.IndexOf('?', StringComparison.Ordinal) is var start and >= 0)
        {
            feature.RawTarget = feature.RawTarget[..start] + query;
        }

        context.Response.OnStarting(static state =>
        {
            // RFC 6750, 2.3: no cache keeps what is found under an address with a token.
            ((HttpResponse)state).Headers[HeaderNames.CacheControl] = "private, no-store";
            return Task.CompletedTask;
        }, context.Response);
    }
}
