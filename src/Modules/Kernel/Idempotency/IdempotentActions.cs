using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Monolith.Kernel.Idempotency;

/// <summary>Which modules need a table of keys: those with an action that honours one.</summary>
internal static class IdempotentActions
{
    public static bool ExistIn(Assembly module)
        => module.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ControllerBase)))
            .SelectMany(controller => controller.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Any(action => action.IsDefined(typeof(IdempotentByKeyAttribute)));
}
