using System.Reflection;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Data;
using Monolith.Kernel.Idempotency;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// What an action with [IdempotentByKey] is made of (the types of its feature's namespace, and what of the module they are given) holds no data source:
/// its commits are fenced where the module's DbContext makes them.
/// </summary>
internal sealed class IdempotentActionsWriteThroughTheContext : IArchitectureRule
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           let types = assembly.Loaded.GetTypes()
           let features = types.Where(HasMarkedAction).Select(t => t.Namespace).ToHashSet(StringComparer.Ordinal)
           from type in Reached([.. types.Where(t => features.Contains(t.Namespace))])
           from held in Given(type).Where(ReachesTheDatabase).Distinct()
           select new Violation(
               $"{type.Name} holds a {held.Name}, and an action with [IdempotentByKey] uses it.",
               type.FullName!,
               "What it commits is not fenced: an attempt that was overtaken, or repeated by the other placement, changes things a second time.",
               "Write through the module's DbContext: SaveChanges, ExecuteUpdate, ExecuteDelete, ExecuteSql. If that cannot be, remove the mark.");

    private static bool HasMarkedAction(Type type) => type.GetMethods(All).Any(m => m.IsDefined(typeof(IdempotentByKeyAttribute)));

    private static HashSet<Type> Reached(IReadOnlyList<Type> start)
    {
        var reached = new HashSet<Type>();
        var open = new Queue<Type>(start);
        while (open.TryDequeue(out var type))
        {
            if (reached.Add(type))
            {
                foreach (var given in Given(type).Where(g => g.Assembly == type.Assembly))
                {
                    open.Enqueue(given);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<Type> Given(Type type) => type.GetConstructors(All).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType);

    private static bool ReachesTheDatabase(Type type)
        => type == typeof(ModuleConnections) || type.Namespace?.StartsWith("Npgsql", StringComparison.Ordinal) == true;
}
