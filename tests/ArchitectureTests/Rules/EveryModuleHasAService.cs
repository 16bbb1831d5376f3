using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every module has a program of its own in src/Extracted, or its manifest says why not: one of the two.</summary>
internal sealed class EveryModuleHasAService : IArchitectureRule
{
    private const string Why = "That the service compiles is the proof that the module can be cut out; a module without one is found to be stuck on the day it has to leave.";

    public IEnumerable<Violation> Check(CodeBase code)
        => from implementation in code.Implementations
           let module = implementation.Module
           let isBuilt = code.Find(AssemblyKind.Extracted, module) is not null
           let isExcused = !string.IsNullOrWhiteSpace(CodeBase.ManifestOf(implementation).NoServiceReason)
           where isBuilt == isExcused
           select isBuilt
               ? new Violation(
                   $"The module {module} has a service, and a NoServiceReason.", $"src/Modules/{module}",
                   "The migration plan would say why there is none.", $"Remove NoServiceReason from {module}Module.")
               : new Violation(
                   $"The module {module} has neither a service nor a NoServiceReason.", $"src/Extracted/{module}",
                   Why, $"Add src/Extracted/{module} (docs/boundaries.md, \"A service of its own\"), or say in {module}Module why it stays.");
}
