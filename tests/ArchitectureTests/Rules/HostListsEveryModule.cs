using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The Host makes an instance of every module's class.</summary>
internal sealed class HostListsEveryModule : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var made = code.Of(AssemblyKind.Host).SelectMany(Created).ToHashSet(StringComparer.Ordinal);
        return from module in code.Modules
               where !made.Contains($"Monolith.{module}.{module}Module")
               select new Violation(
                   $"The Host does not list the module {module}.",
                   "src/Host",
                   "A module that is built and not loaded looks finished and answers nothing.",
                   $"Add new {module}Module() to the list of modules in src/Host.");
    }

    private static IEnumerable<string> Created(CodeAssembly host)
        => from method in host.Methods
           from instruction in method.Instructions
           where instruction.Operation == System.Reflection.Emit.OpCodes.Newobj
           let type = TypeNames.CalledType(host.Tables, instruction.Token!.Value)
           where type is not null
           select type;
}
