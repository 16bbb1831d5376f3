using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The requests of other modules that an implementation sends are those its manifest names, no fewer and no more.</summary>
internal sealed class SentRequestsEqualManifests : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Implementations)
        {
            var declared = CodeBase.ManifestOf(assembly).Sends;
            var sent = SentRequest.AllOf(code, assembly).ToList();
            foreach (var request in sent.Where(s => !declared.Contains(s.OnTheWire, StringComparer.Ordinal)))
            {
                yield return new(
                    $"{assembly.Module} sends {request}, but its manifest does not say so.",
                    string.Join(", ", assembly.ForeignTypes.Where(t => t.Type == $"Monolith.{request.Module}.Contracts.{request.Name}").SelectMany(t => assembly.UsersOf(t.Handle)).DefaultIfEmpty($"a signature in {assembly.Name}")),
                    "In a process of its own the module would be refused: a service may send what its manifest names.",
                    $"Add \"{request.OnTheWire}\" to Sends in {assembly.Module}Module, or stop sending it.");
            }

            foreach (var name in declared.Except(sent.Select(s => s.OnTheWire), StringComparer.Ordinal))
            {
                yield return new(
                    $"The manifest of {assembly.Module} says that it sends {name}, but nothing in {assembly.Module} does.",
                    $"{assembly.Module}Module, Sends",
                    "Who has the key of the module's service may send it all the same.",
                    $"Remove \"{name}\" from Sends.");
            }
        }
    }
}
