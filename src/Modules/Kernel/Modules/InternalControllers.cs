using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Monolith.Kernel.Modules;

/// <summary>MVC finds public controllers only; a module's are internal, like everything else in it.</summary>
internal sealed class InternalControllers : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return typeInfo is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }
}
