using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Program.cs of the Host has under 60 lines.</summary>
internal sealed class HostProgramIsShort : IArchitectureRule
{
    private const int Limit = 60;

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var program = Path.Combine(code.Root, "src", "Host", "Program.cs");
        var lines = File.Exists(program) ? File.ReadLines(program).Count() : 0;
        if (lines is 0 or >= Limit)
        {
            yield return new(
                lines == 0 ? "The Host has no Program.cs." : $"Program.cs has {lines} lines.",
                "src/Host/Program.cs",
                "It is the one page that shows what the process is made of; what grows there grows past every module's boundary.",
                $"Keep it under {Limit} lines: move steps into extension methods beside what they set up, and what belongs to one module into its AddServices.");
        }
    }
}
