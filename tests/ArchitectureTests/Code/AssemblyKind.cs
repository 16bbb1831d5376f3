namespace Monolith.ArchitectureTests.Code;

/// <summary>What an assembly is, which decides the rules it is under. The same kinds as in build/ModuleBoundaries.targets.</summary>
internal enum AssemblyKind
{
    Kernel,
    Contracts,
    Implementation,
    Host,
    ServiceHost,
    Extracted,
    Strangler,

    /// <summary>Stands in for somebody else's server, and knows nothing of ours.</summary>
    PaperBroker,
}
