using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Routing.Routes;

/// <summary>
/// The routes that can be extracted: those whose endpoint carries <see cref="ExtractableAttribute"/>. There is no second list to keep in step. Found at
/// first use, which must come after all endpoints are mapped, and again when a source says that its endpoints changed.
/// </summary>
internal sealed partial class RouteCatalog(IReadOnlySet<string>? modules, ExtractedServices services, TimeProvider time) : IDisposable
{
    /// <summary><c>module.operation</c>.</summary>
    public const string FlagNamePattern = "^[a-z][a-z0-9]*\\.[a-z][a-z0-9_-]*$";

    private readonly Lock _lock = new();
    private volatile Found? _found;
    private IDisposable? _changes;

    /// <summary>By flag.</summary>
    public FrozenDictionary<string, ExtractableRoute> Routes => (_found ?? Find()).Routes;

    /// <summary>Where to look; the collection may still grow.</summary>
    public Func<IEnumerable<EndpointDataSource>> Sources { get; set; } = () => [];

    /// <summary>Every request of the host asks. After an endpoint's first it is one look-up by reference.</summary>
    public ExtractableRoute? Find(Endpoint? endpoint)
    {
        if (endpoint is null)
        {
            return null;
        }

        var found = _found ?? Find();
        return found.ByEndpoint.TryGetValue(endpoint, out var route) ? route : found.ByEndpoint.GetOrAdd(endpoint, found.Look);
    }

    /// <exception cref="StartupException">A flag is ill-named or names a module that is not there.</exception>
    public void ThrowIfInvalid()
    {
        var errors = new StartupErrors();
        foreach (var route in Routes.Values)
        {
            if (!WellNamed().IsMatch(route.Id))
            {
                errors.Add($"[Extractable(\"{route.Id}\")] on {string.Join(", ", route.Endpoints)}: a flag is named module.operation in lower case, for example favorites.add.");
            }
            else if (modules is not null && !modules.Contains(route.Module))
            {
                errors.Add($"[Extractable(\"{route.Id}\")] on {string.Join(", ", route.Endpoints)}: there is no module '{route.Module}'; the modules are {string.Join(", ", modules.Order(StringComparer.Ordinal))}.");
            }
        }

        errors.ThrowIfAny();
    }

    public void Dispose() => _changes?.Dispose();

    private Found Find()
    {
        lock (_lock)
        {
            if (_found is { } found)
            {
                return found;
            }

            var sources = Sources().ToList();
            _changes?.Dispose();
            _changes = ChangeToken.OnChange(() => new CompositeChangeToken([.. sources.Select(s => s.GetChangeToken())]), FindAgain);
            return _found = Find(sources, before: null);
        }
    }

    private void FindAgain()
    {
        lock (_lock)
        {
            _found = Find(Sources(), _found);
        }
    }

    private Found Find(IEnumerable<EndpointDataSource> sources, Found? before)
    {
        var routes = sources
            .SelectMany(s => s.Endpoints)
            .Select(e => (Endpoint: e, e.Metadata.GetMetadata<ExtractableAttribute>()?.Flag))
            .Where(e => e.Flag is not null)
            .GroupBy(e => e.Flag!, e => Describe(e.Endpoint), StringComparer.Ordinal)
            .Select(g =>
            {
                var module = g.Key.Split('.', 2)[0];
                // What a route carried stays with it when its endpoints change.
                var traffic = before?.Routes.GetValueOrDefault(g.Key)?.Traffic ?? new(time);
                return new ExtractableRoute(g.Key, module, [.. g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], services.Find(module), traffic);
            })
            .ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        return new(routes);
    }

    private static string Describe(Endpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var pattern = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var body = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [_, ..] types ? $" ({string.Join(", ", types)})" : "";
        return pattern is null ? endpoint.DisplayName ?? "?" : $"{string.Join('|', methods)} /{pattern.TrimStart('/')}{body}".TrimStart();
    }

    [GeneratedRegex(FlagNamePattern, RegexOptions.None, 1000)]
    private static partial Regex WellNamed();

    private sealed class Found(FrozenDictionary<string, ExtractableRoute> routes)
    {
        public FrozenDictionary<string, ExtractableRoute> Routes => routes;

        /// <summary>The endpoints that requests were matched with; a source makes other objects of them for each reader.</summary>
        public ConcurrentDictionary<Endpoint, ExtractableRoute?> ByEndpoint { get; } = new(ReferenceEqualityComparer.Instance);

        public ExtractableRoute? Look(Endpoint endpoint)
            => endpoint.Metadata.GetMetadata<ExtractableAttribute>() is { } extractable ? routes.GetValueOrDefault(extractable.Flag) : null;
    }
}
