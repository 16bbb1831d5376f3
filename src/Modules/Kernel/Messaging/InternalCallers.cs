using System.Reflection;
using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Messaging;

/// <summary>
/// Which service may send which request to this process: those its module's manifest says that it sends, those any service may send, and those that
/// <c>Internal:Callers:{service}</c> lists (<c>movies.*</c> or <c>movies.GetMovieSnapshot</c>). The token must name the request as well; that is the
/// service's own word and only keeps the token from being good for more.
/// </summary>
internal sealed class InternalCallers(ModuleCatalog catalog, IConfiguration configuration)
{
    public bool MaySend(ServiceIdentity caller, ModuleRequest request)
        => string.Equals(caller.Permission, request.Name, StringComparison.Ordinal)
            && (IsOpenToServices(request) || Sends(caller, request) || IsConfigured(caller, request));

    private static bool IsOpenToServices(ModuleRequest request) => request.RequestType.GetCustomAttribute<AnyServiceMaySendAttribute>() is not null;

    private bool Sends(ServiceIdentity caller, ModuleRequest request)
        => catalog.Manifests.Any(m => string.Equals(m.Schema, caller.Service, StringComparison.Ordinal) && m.Sends.Contains(request.Name, StringComparer.Ordinal));

    private bool IsConfigured(ServiceIdentity caller, ModuleRequest request)
        => configuration.GetSection($"Internal:Callers:{caller.Service}").Get<string[]>() is { } allowed
            && (allowed.Contains(request.Name, StringComparer.Ordinal) || allowed.Contains($"{request.Module.ToLowerInvariant()}.*", StringComparer.Ordinal));
}
