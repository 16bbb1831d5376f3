using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Security;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Keys;

namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>Makes of a question the request that the middleware would see. It has no port, so it did not come in by the internal listener.</summary>
internal static class ImaginedRequest
{
    private static readonly Uri AnyHost = new("http://localhost");

    /// <exception cref="AdminException">No such request can be made.</exception>
    public static HttpContext Of(Question question, IServiceProvider services)
    {
        if (question.Method.Length is 0 or > 20 || !question.Method.All(char.IsAsciiLetter))
        {
            throw new AdminException(AdminError.InvalidQuestion, $"'{question.Method}' is no HTTP method, such as GET.");
        }

        if (!question.Path.StartsWith('/') || !Uri.TryCreate(AnyHost, "/." + question.Path, out var url))
        {
            throw new AdminException(AdminError.InvalidQuestion, $"'{question.Path}' is no path of a request, such as /api/movies/7.");
        }

        if (question.Side is not null && !Variants.Knows(question.Side))
        {
            throw new AdminException(AdminError.InvalidQuestion, $"The side must be {Variants.Monolith} or {Variants.Service}, not '{question.Side}'.");
        }

        if (question.ContentType is not null && !MediaTypeHeaderValue.TryParse(question.ContentType, out _))
        {
            throw new AdminException(AdminError.InvalidQuestion, $"'{question.ContentType}' is no content type, such as application/json.");
        }

        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = question.Method.ToUpperInvariant();
        context.Request.Scheme = AnyHost.Scheme;
        context.Request.Host = new(AnyHost.Host);
        context.Request.Path = PathString.FromUriComponent(url);
        context.Request.QueryString = new(url.Query);
        context.Request.ContentType = question.ContentType;
        if (question.Side is { } side)
        {
            context.Request.Headers[TesterOverride.Header] = side;
        }

        List<Claim> claims = [.. question.Groups.Select(group => new Claim(RoutingClaims.Group, group))];
        if (question.User is { } user)
        {
            claims.Add(new(UserPrincipal.Subject, user));
        }

        if (question.Tenant is { } tenant)
        {
            claims.Add(new(RoutingClaims.Tenant, tenant));
        }

        context.User = new(claims.Count == 0 ? new ClaimsIdentity() : new ClaimsIdentity(claims, authenticationType: "Explained"));
        return context;
    }
}
