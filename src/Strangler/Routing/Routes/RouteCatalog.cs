using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Routing.Routes;

/// <summary>The routes that can be extracted: those whose endpoint carries <see cref="ExtractableAttribute"/>. There is no second list to keep in step.</summary>
internal sealed partial class RouteCatalog(IReadOnlyList<ModuleManifest> modules, ExtractedServices services, TimeProvider time)
{
    private readonly HashSet<string> _modules = [.. modules.Select(m => m.Schema)];
    private readonly Lock _lock = new();
    private FrozenDictionary<string, ExtractableRoute>? _routes;

    /// <summary>By flag. Found at first use, which must come after all endpoints are mapped.</summary>
    public FrozenDictionary<string, ExtractableRoute> Routes
    {
        get
        {
            if (_routes is null)
            {
                lock (_lock)
                {
                    _routes ??= Build();
                }
            }

            return _routes;
        }
    }

    public IEnumerable<string> Modules => _modules;

    /// <summary>Where to look; the collection may still grow.</summary>
    public Func<IEnumerable<EndpointDataSource>> Sources { get; set; } = () => [];

    public ExtractableRoute? Find(Endpoint? endpoint)
        => endpoint?.Metadata.GetMetadata<ExtractableAttribute>() is { } extractable ? Routes.GetValueOrDefault(extractable.Flag) : null;

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
            else if (!_modules.Contains(route.Module))
            {
                errors.Add($"[Extractable(\"{route.Id}\")] on {string.Join(", ", route.Endpoints)}: there is no module '{route.Module}'; the modules are {string.Join(", ", _modules.Order(StringComparer.Ordinal))}.");
            }
        }

        errors.ThrowIfAny();
    }

    private FrozenDictionary<string, ExtractableRoute> Build()
        => Sources()
            .SelectMany(s => s.Endpoints)
            .Select(e => (Endpoint: e, e.Metadata.GetMetadata<ExtractableAttribute>()?.Flag))
            .Where(e => e.Flag is not null)
            .GroupBy(e => e.Flag!, e => Describe(e.Endpoint), StringComparer.Ordinal)
            .Select(g =>
            {
                var module = g.Key.Split('.', 2)[0];
                return new ExtractableRoute(g.Key, module, [.. g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], services.Find(module), new(time));
            })
            .ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);

    private static string Describe(Endpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var pattern = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        return pattern is null ? endpoint.DisplayName ?? "?" : $"{string.Join('|', methods)} /{pattern.TrimStart('/')}".TrimStart();
    }

    [GeneratedRegex("^[a-z][a-z0-9]*\\.[a-z][a-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex WellNamed();
}
