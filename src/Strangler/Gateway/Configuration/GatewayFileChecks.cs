using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>Goes through a file once: collects its errors, and what is needed when there are none.</summary>
internal sealed partial class GatewayFileChecks
{
    private readonly GatewayFile _file;
    private readonly List<string> _errors = [];
    private readonly List<GatewayRoute> _routes = [];
    private readonly FlagDocument? _flags;

    public GatewayFileChecks(GatewayFile file, bool flagsInFile)
    {
        _file = file;
        _flags = file.FeatureManagement is { } section ? Flags(section) : null;
        CheckMembers();
        CheckPlaceOfFlags(flagsInFile);
        CheckUpstreams();
        for (var i = 0; i < file.Routes.Count; i++)
        {
            CheckRoute(file.Routes[i], $"routes[{i}]");
        }

        _errors.AddRange(RouteOverlaps.Find([.. _routes.Select(r => new OverlapCandidate(r.Flag, r.Methods, r.Pattern, r.ContentType is { } type ? [type] : []))]).Select(o => $"routes: {o}"));
        CheckFlags();
    }

    public IReadOnlyList<string> Errors => _errors;

    public GatewayConfiguration ToConfiguration() => new(
        _file.Monolith!.ToSettings(),
        _file.Services.ToDictionary(s => s.Key, s => s.Value!.ToSettings(), StringComparer.Ordinal),
        _routes, _file.Identity, _flags,
        (_file.Others ?? []).Where(o => o.Key != GatewayFileReader.SchemaMember).ToDictionary(o => o.Key, o => o.Value.GetRawText(), StringComparer.OrdinalIgnoreCase));

    private void CheckMembers()
    {
        var others = (_file.Others ?? []).Keys.Where(name => name != GatewayFileReader.SchemaMember).ToList();
        _errors.AddRange(others.CountBy(name => name, StringComparer.OrdinalIgnoreCase).Where(c => c.Value > 1).Select(c => $"'{c.Key}' is there {c.Value} times, in different spellings."));
        foreach (var unknown in others.Where(name => !GatewayFileReader.Settings.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            _errors.Add($"'{unknown}' is unknown; the members are monolith, services, routes, identity, {GatewayFile.FlagSection}, {string.Join(", ", GatewayFileReader.Settings)}.");
        }
    }

    private void CheckPlaceOfFlags(bool flagsInFile)
    {
        if (flagsInFile != _file.FeatureManagement is not null)
        {
            _errors.Add(flagsInFile
                ? $"{GatewayFile.FlagSection} is missing; {{ \"feature_flags\": [] }} is enough. For flags in PostgreSQL configure 'database'."
                : $"{GatewayFile.FlagSection} must not be there when 'database' is: the flags are in PostgreSQL ('./strangler shift' changes them there).");
        }
    }

    private void CheckUpstreams()
    {
        CheckUpstream(_file.Monolith, "monolith");
        foreach (var (name, service) in _file.Services)
        {
            if (!ServiceName().IsMatch(name))
            {
                _errors.Add($"services.{name}: a service is named in lower case letters and digits, for example orders.");
            }

            CheckUpstream(service, $"services.{name}");
        }
    }

    private void CheckUpstream(UpstreamEntry? upstream, string place)
    {
        if (upstream is null)
        {
            _errors.Add($"{place} is missing; it needs a url, for example {{ \"url\": \"http://127.0.0.1:3000\" }}.");
            return;
        }

        _errors.AddRange(upstream.ToSettings().Validate(place).Select(failure => $"{PlaceOf(failure)}: {failure.ErrorMessage}"));
    }

    // Settings are named for the configuration: services.orders:Url.
    private static string PlaceOf(ValidationResult failure)
        => failure.MemberNames.First().Split(':') is [var place, var member] ? $"{place}.{JsonNamingPolicy.CamelCase.ConvertName(member)}" : failure.MemberNames.First();

    private void CheckRoute(RouteEntry? route, string place)
    {
        if (route is null)
        {
            _errors.Add($"{place} is null.");
            return;
        }

        var before = _errors.Count;
        if (!FlagName().IsMatch(route.Flag))
        {
            _errors.Add($"{place}.flag '{route.Flag}': a flag is named service.operation in lower case, for example orders.list.");
        }
        else if (!_file.Services.ContainsKey(route.Flag.Split('.')[0]))
        {
            _errors.Add($"{place}.flag '{route.Flag}': there is no service '{route.Flag.Split('.')[0]}'; the services are {string.Join(", ", _file.Services.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}.");
        }

        if (route.Methods.Count == 0 || route.Methods.Any(m => m is null || !Method().IsMatch(m)))
        {
            _errors.Add($"{place}.methods: name at least one, in capital letters, for example [\"GET\"].");
        }

        if (route.ContentType is { } contentType && !ContentType().IsMatch(contentType))
        {
            _errors.Add($"{place}.contentType '{contentType}': name one without parameters, for example multipart/form-data.");
        }

        if (Pattern(route.Path, place) is { } pattern && _errors.Count == before)
        {
            string[] methods = [.. route.Methods];
            _routes.Add(new(route.Flag, methods.Contains("GET") ? [.. methods.Append("HEAD").Distinct(StringComparer.Ordinal)] : methods, pattern, route.ContentType));
        }
    }

    private RoutePattern? Pattern(string path, string place)
    {
        if (!path.StartsWith('/'))
        {
            _errors.Add($"{place}.path '{path}': a path begins with a slash.");
            return null;
        }

        try
        {
            return RoutePatternFactory.Parse(path);
        }
        catch (RoutePatternException e)
        {
            _errors.Add($"{place}.path '{path}': {e.Message}");
            return null;
        }
    }

    private FlagDocument? Flags(JsonElement section)
    {
        try
        {
            return FlagDocument.Parse($"{{\"{GatewayFile.FlagSection}\":{section.GetRawText()}}}");
        }
        catch (InvalidFlagsException e)
        {
            _errors.Add($"{GatewayFile.FlagSection}: {e.Message}");
            return null;
        }
    }

    private void CheckFlags()
    {
        if (_flags is null)
        {
            return;
        }

        _errors.AddRange(FlagRules.Errors(_flags).Select(error => $"{GatewayFile.FlagSection}: {error}"));
        var known = _file.Routes.Select(r => r?.Flag).ToHashSet(StringComparer.Ordinal);
        _errors.AddRange(_flags.Flags.Where(f => f is not null && !known.Contains(f.Id)).Select(f => $"{GatewayFile.FlagSection}: flag '{f.Id}' is no route's."));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*$", RegexOptions.None, 1000)]
    private static partial Regex ServiceName();

    [GeneratedRegex(RouteCatalog.FlagNamePattern, RegexOptions.None, 1000)]
    private static partial Regex FlagName();

    [GeneratedRegex("^[A-Z][A-Z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex Method();

    // RFC 9110, 8.3.1: two tokens, here without the characters that no registered type has.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*$", RegexOptions.None, 1000)]
    private static partial Regex ContentType();
}
