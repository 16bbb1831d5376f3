using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every action of a module's controllers says where it may be answered: [Extractable] by its flag, or [HostOnly] with the reason; not both.</summary>
internal sealed class EveryActionHasAPlace : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from controller in assembly.Loaded.GetTypes()
           where !controller.IsAbstract && controller.IsSubclassOf(typeof(ControllerBase))
           from action in controller.GetMethods(BindingFlags.Public | BindingFlags.Instance)
           where IsAction(action) && FlawOf(action) is not null
           select new Violation(
               $"{controller.Name}.{action.Name} {FlawOf(action)}", controller.FullName!,
               "A module leaves route by route: one that no flag moves keeps the module in the monolith, and nobody has said that it should.",
               "Mark it [Extractable(\"module.operation\")]; or, when it must not depend on a service, [HostOnly(\"why\")].");

    // What MVC takes for one: inherited ones too, but not those of its own base class.
    private static bool IsAction(MethodInfo method)
        => method is { IsSpecialName: false, IsGenericMethod: false } && !method.IsDefined(typeof(NonActionAttribute))
            && method.GetBaseDefinition().DeclaringType is var declaring && declaring != typeof(object) && declaring!.Assembly != typeof(ControllerBase).Assembly;

    private static string? FlawOf(MethodInfo action)
        => (action.IsDefined(typeof(ExtractableAttribute)), action.GetCustomAttribute<HostOnlyAttribute>()) switch
        {
            (false, null) => "has neither [Extractable] nor [HostOnly].",
            (true, not null) => "has both [Extractable] and [HostOnly].",
            (false, { Reason: var reason }) when string.IsNullOrWhiteSpace(reason) => "is [HostOnly] without a reason.",
            _ => null,
        };
}
