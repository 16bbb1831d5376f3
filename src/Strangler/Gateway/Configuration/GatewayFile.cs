using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.Strangler.Routing;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>The gateway's own part of <c>strangler.json</c>, as it is written; strangler.schema.json describes every member to editors.</summary>
internal sealed record GatewayFile
{
    public UpstreamEntry? Monolith { get; init; }

    public Dictionary<string, ServiceEntry?> Services { get; init; } = [];

    public IReadOnlyList<RouteEntry?> Routes { get; init; } = [];

    public IdentityEntry Identity { get; init; } = new();

    /// <summary>In the schema of Microsoft.FeatureManagement; null where the flags are in PostgreSQL.</summary>
    [JsonPropertyName(FlagSection)]
    public JsonElement? FeatureManagement { get; init; }

    /// <summary>Settings of other parts: <see cref="GatewayFileReader.Settings"/>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    internal const string FlagSection = "feature_management";
}

/// <summary>Where a server is.</summary>
/// <param name="Url"><c>http://host:port</c>, <c>https://host:port</c> or <c>unix:/path/to.sock</c>.</param>
/// <param name="Protocol">What is spoken there.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal record UpstreamEntry(string Url, ServiceProtocol Protocol = ServiceProtocol.Http1)
{
    // CORS, rate limits: whoever is behind a gateway has its own.
    public virtual ServiceSettings ToSettings()
        => new() { Url = Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url : null, Protocol = Protocol, Health = null, KeepsPolicies = true };
}

/// <summary>A server that the monolith can stand in for.</summary>
/// <param name="Url">See <see cref="UpstreamEntry"/>.</param>
/// <param name="Protocol">What is spoken there.</param>
/// <param name="Health">A path that answers 2xx while the service can take requests. Null: it is not asked, and never found unhealthy.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ServiceEntry(string Url, ServiceProtocol Protocol = ServiceProtocol.Http1, string? Health = null) : UpstreamEntry(Url, Protocol)
{
    public override ServiceSettings ToSettings()
    {
        var settings = base.ToSettings();
        settings.Health = Health;
        return settings;
    }
}

/// <summary>Requests that a service can answer.</summary>
/// <param name="Flag"><c>service.operation</c>; several entries may share one.</param>
/// <param name="Methods">GET is HEAD too.</param>
/// <param name="Path">A route template of ASP.NET Core, such as <c>/api/orders/{id}</c> or <c>/api/orders/{**rest}</c>.</param>
/// <param name="ContentType">Only requests with such a body, whatever its parameters, for example <c>multipart/form-data</c>. Null: any, or none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RouteEntry(string Flag, IReadOnlyList<string> Methods, string Path, string? ContentType = null);

/// <summary>
/// By what callers are told apart. Nothing of it is checked here, that is the servers' business: it decides a side and gives no right.
/// </summary>
/// <param name="UserClaim">A claim of the bearer token, a JWT, that names the user.</param>
/// <param name="TenantClaim">One that names the tenant.</param>
/// <param name="GroupsClaim">One with the user's groups, a text or an array of them.</param>
/// <param name="SessionCookie">A cookie whose value tells users apart where there is no token; only a digest of it is used.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IdentityEntry(string? UserClaim = null, string? TenantClaim = null, string? GroupsClaim = null, string? SessionCookie = null);
