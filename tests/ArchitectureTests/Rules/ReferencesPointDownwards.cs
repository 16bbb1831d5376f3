using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>What MOD001, MOD002 and MOD004 say of project files, said of what was built: it holds however the reference came in.</summary>
internal sealed class ReferencesPointDownwards : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Assemblies
           from reference in assembly.References
           where !IsAllowed(assembly.Identity, reference)
           select new Violation(
               $"{assembly.Name} ({assembly.Kind}) uses {reference.Name} ({reference.Kind}).",
               WhereOf(assembly, reference),
               "Host and Extracted stand on Modules and Strangler, and those on Kernel. Against that direction, or into another module, a part can neither change nor leave alone.",
               "Send a request of the other module's Contracts, or move what both sides need into Kernel.");

    private static bool IsAllowed(AssemblyIdentity from, AssemblyIdentity to) => (from.Kind, to.Kind) switch
    {
        (AssemblyKind.Kernel or AssemblyKind.PaperBroker, _) => false,
        (_, AssemblyKind.Kernel) => true,
        (AssemblyKind.Implementation or AssemblyKind.ServiceHost or AssemblyKind.Extracted, AssemblyKind.Contracts) => true,
        (AssemblyKind.Extracted, AssemblyKind.Implementation) => from.Module == to.Module,
        (AssemblyKind.Extracted, AssemblyKind.ServiceHost) => true,
        (AssemblyKind.Strangler, AssemblyKind.Strangler) => true,
        (AssemblyKind.Host, AssemblyKind.Implementation or AssemblyKind.Contracts or AssemblyKind.Strangler) => true,
        _ => false,
    };

    private static string WhereOf(CodeAssembly assembly, AssemblyIdentity reference)
    {
        var uses = assembly.ForeignTypes.Where(t => t.Assembly == reference.Name)
            .Select(t => assembly.UsersOf(t.Handle).FirstOrDefault() is { } user ? $"{t.Type} in {user}" : t.Type);
        return $"{assembly.Name}: {string.Join(", ", uses.Take(5))}";
    }
}
