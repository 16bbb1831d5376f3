using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Modules;

/// <summary>Checks what the container would only tell one by one and at the first call: every error goes to <see cref="StartupErrors"/>.</summary>
internal sealed class WiringVerification(StartupErrors errors)
{
    public void CheckNames(IReadOnlyList<IModule> modules)
    {
        foreach (var twice in modules.GroupBy(m => m.Manifest.Schema, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            errors.Add($"Module '{twice.First().Manifest.Name}' is listed {twice.Count()} times. List each module once where the process is composed.");
        }
    }

    public void CheckDependencies(ModuleManifest manifest, IReadOnlySet<string> known)
    {
        foreach (var unknown in manifest.DependsOn.Where(d => !known.Contains(d)))
        {
            errors.Add(
                $"Module '{manifest.Name}' depends on '{unknown}', which is neither loaded nor known by its Contracts. Correct DependsOn in its manifest, or load the module (known: {string.Join(", ", known.Order(StringComparer.Ordinal))}).");
        }
    }

    public void CheckHandlers(ModuleManifest manifest, HandlerScan scan, IEnumerable<Type> contractRequests)
    {
        foreach (var request in contractRequests.Concat(scan.OwnRequests))
        {
            var handlers = scan.HandlersOf(request);
            if (handlers.Count == 0)
            {
                errors.Add($"{request.FullName} has no handler. Add an IRequestHandler<{request.Name}, ...> to module '{manifest.Name}', or remove the request.");
            }
            else if (handlers.Count > 1)
            {
                errors.Add($"{request.FullName} has {handlers.Count} handlers ({string.Join(", ", handlers.Select(h => h.Name))}). A request has exactly one: remove the others.");
            }
        }
    }

    public void CheckIdempotency(IModule module, IServiceCollection services)
    {
        var assembly = module.GetType().Assembly;
        if (IdempotentActions.ExistIn(assembly) && !services.Any(s => s.ImplementationInstance is ModuleContext context && context.ContextType.Assembly == assembly))
        {
            errors.Add($"Module '{module.Manifest.Name}' has an action with [IdempotentByKey] and no database to keep keys in. Register its DbContext with ModuleBuilder.AddDbContext, or remove the mark.");
        }
    }

    public void CheckForeignHandlers(ModuleManifest manifest, HandlerScan scan)
    {
        foreach (var request in scan.HandledRequests)
        {
            if (ModuleContracts.ModuleOf(request.Assembly) is { } owner && !string.Equals(owner, manifest.Name, StringComparison.Ordinal))
            {
                errors.Add($"Module '{manifest.Name}' handles {request.FullName}, which belongs to '{owner}'. Only '{owner}' may answer it: move the handler there.");
            }
        }
    }

    public void CheckShape(Assembly contracts)
    {
        foreach (var (request, answer) in ModuleContracts.RequestsIn(contracts))
        {
            foreach (var flaw in WireShape.FlawsOf(request).Concat(WireShape.FlawsOf(answer)).Distinct(StringComparer.Ordinal))
            {
                errors.Add($"{request.FullName} does not survive the wire: {flaw}. Contracts hold records of values, lists and other such records.");
            }
        }
    }

    public void CheckPlacement(string module, ModulePlacement placement, ModuleSettings settings, bool loaded)
    {
        if (placement == ModulePlacement.InProcess && !loaded)
        {
            errors.Add($"Configuration 'Modules:{module}:Placement' is InProcess, but this process does not load module '{module}'. Use Remote with a Url, or Off.");
        }
        else if (placement == ModulePlacement.Remote && settings.Url is null)
        {
            errors.Add($"Configuration 'Modules:{module}:Url' is missing: the module is remote. Set it to the internal address of the process that has it, for example http://127.0.0.1:8081, or dns://name:8081 where a name has several.");
        }
    }
}
