using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Data;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Controllers are in implementation assemblies (their abstract bases in Kernel) and hold no database and no HTTP client: they bind, send, shape the answer.</summary>
internal sealed class ControllersAreThin : IArchitectureRule
{
    private const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Assemblies)
        {
            foreach (var controller in assembly.Loaded.GetTypes().Where(t => t.IsSubclassOf(typeof(ControllerBase))))
            {
                if (assembly.Kind != AssemblyKind.Implementation && !controller.IsAbstract)
                {
                    yield return new(
                        $"{controller.Name} is a controller outside of a module.",
                        controller.FullName!,
                        "What it serves belongs to no module, so no flag moves it and no service takes it over.",
                        "Move it into the implementation of the module whose data it shows.");
                }

                foreach (var held in Dependencies(controller).Where(IsNoBusinessOfAController).Distinct())
                {
                    yield return new(
                        $"{controller.Name} holds a {held.Name}.",
                        controller.FullName!,
                        "Work done in a controller cannot be reached by a request of another module, nor tested without HTTP.",
                        "Send a request with IMediator and do the work in its handler.");
                }
            }
        }
    }

    private static IEnumerable<Type> Dependencies(Type controller)
        => controller.GetFields(Fields).Select(f => f.FieldType)
            .Concat(controller.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
            .Concat(controller.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .SelectMany(m => m.GetParameters()).Where(p => p.IsDefined(typeof(FromServicesAttribute))).Select(p => p.ParameterType));

    private static bool IsNoBusinessOfAController(Type type)
        => type.IsAssignableTo(typeof(DbContext)) || type.IsAssignableTo(typeof(HttpMessageInvoker)) || type == typeof(IHttpClientFactory)
            || type == typeof(ModuleConnections) || type.Namespace?.StartsWith("Npgsql", StringComparison.Ordinal) == true;
}
