using System.Reflection;
using System.Runtime.CompilerServices;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>What MOD006 says of project files, said of what was built.</summary>
internal sealed class InternalsAreOpenToTestsOnly : IArchitectureRule
{
    // Made at run time by the mocking library of the tests.
    private const string Mocks = "DynamicProxyGenAssembly2";

    private const string Strangler = "Monolith.Strangler.";

    private static readonly string[] Folders = ["tests", "bench"];

    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Assemblies
           from friend in assembly.Loaded.GetCustomAttributes<InternalsVisibleToAttribute>()
           let name = friend.AssemblyName.Split(',')[0]
           let test = name.Replace("Monolith.", "", StringComparison.Ordinal)
           where name != Mocks && !IsWithinTheStrangler(assembly.Name, test) && !Array.Exists(Folders, folder => File.Exists(Path.Combine(code.Root, folder, test, $"{test}.csproj")))
           select new Violation(
               $"{assembly.Name} opens its internals to {name}, which is no project below tests/ or bench/.",
               $"{assembly.Name}, InternalsVisibleTo",
               "Internal is what keeps the other modules out.",
               "Remove it; offer what the other side needs as a request in Contracts.");

    // One component in several programs, as Routing is in the Host and in the Gateway: no module's boundary runs between them.
    private static bool IsWithinTheStrangler(string assembly, string friend)
        => assembly.StartsWith(Strangler, StringComparison.Ordinal) && $"Monolith.{friend}".StartsWith(Strangler, StringComparison.Ordinal);
}
