using System.Reflection;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Code;

/// <summary>A controller action that a flag can move to a service.</summary>
internal sealed record ExtractableAction(CodeAssembly Assembly, MethodInfo Method, string Flag)
{
    public string Name => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public static IEnumerable<ExtractableAction> AllOf(CodeAssembly assembly)
        => from type in assembly.Loaded.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let attribute = method.GetCustomAttribute<ExtractableAttribute>()
           where attribute is not null
           orderby attribute.Flag
           select new ExtractableAction(assembly, method, attribute.Flag);
}
