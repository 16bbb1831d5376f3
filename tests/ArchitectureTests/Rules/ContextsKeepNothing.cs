using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Data;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A module's context has no state of its own beside its tables: it is lent to one scope after the other.</summary>
internal sealed class ContextsKeepNothing : IArchitectureRule
{
    private const BindingFlags Instances = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from type in assembly.Loaded.GetTypes()
           where type.IsSubclassOf(typeof(ModuleDbContext))
           from field in type.GetFields(Instances)
           where !field.FieldType.IsGenericType || field.FieldType.GetGenericTypeDefinition() != typeof(DbSet<>)
           let name = field.Name.TrimStart('<').Split('>')[0]
           select new Violation(
               $"{type.Name} keeps {name}.",
               $"{type.FullName}.{name}",
               "It is made once and lent to one scope after the other: the next request would find what this one left, and it may be somebody else's.",
               "Keep it in a scoped service; a context has its tables and how they are mapped.");
}
