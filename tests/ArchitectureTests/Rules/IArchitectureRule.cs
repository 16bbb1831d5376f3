using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A rule's name is its class. It reads one code base and keeps nothing.</summary>
internal interface IArchitectureRule
{
    /// <summary>Every breach, not only the first.</summary>
    IEnumerable<Violation> Check(CodeBase code);
}
