using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// A module asks the container for no service keyed by another module's schema: in one process every module's data source is in the container, each with
/// the rights of its own module.
/// </summary>
internal sealed class KeyedServicesAreOwn : IArchitectureRule
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from use in Injected(assembly).Concat(Resolved(assembly))
           let owner = code.Modules.FirstOrDefault(m => string.Equals(m, use.Key, StringComparison.OrdinalIgnoreCase))
           where owner is not null && owner != assembly.Module
           select new Violation(
               $"{assembly.Name} takes the service keyed \"{use.Key}\" out of the container.",
               use.Where,
               $"It is {owner}'s database, with {owner}'s rights: no role stops what goes this way, and in a service it is not there.",
               $"Inject what is keyed \"{assembly.Module!.ToLowerInvariant()}\", or send a request of {owner}.Contracts.");

    private static IEnumerable<(string Key, string Where)> Injected(CodeAssembly assembly)
        => from type in assembly.Loaded.GetTypes()
           from method in type.GetConstructors(All).Cast<MethodBase>().Concat(type.GetMethods(All))
           from parameter in method.GetParameters()
           from attribute in parameter.GetCustomAttributesData()
           where typeof(FromKeyedServicesAttribute).IsAssignableFrom(attribute.AttributeType) && attribute.ConstructorArguments is [{ Value: string }, ..]
           select ((string)attribute.ConstructorArguments[0].Value!, $"{type.FullName}, parameter {parameter.Name}");

    private static IEnumerable<(string Key, string Where)> Resolved(CodeAssembly assembly)
        => from method in assembly.Methods
           where method.Instructions.Any(i => i.Token is { } token && TypeNames.CalledType(assembly.Tables, token)?.Contains("KeyedService", StringComparison.Ordinal) == true)
           from text in method.Texts
           select (text, method.Name);
}
