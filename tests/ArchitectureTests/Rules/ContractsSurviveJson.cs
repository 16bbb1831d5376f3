using System.Text.Json;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every record of a Contracts assembly is the same after it was written and read as the Kernel writes and reads requests.</summary>
internal sealed class ContractsSurviveJson : IArchitectureRule
{
    // The options of the wire, not a copy of them; internal to the Kernel.
    private static readonly JsonSerializerOptions Wire = (JsonSerializerOptions)typeof(IModule).Assembly
        .GetType("Monolith.Kernel.Messaging.ModuleJson", throwOnError: true)!.GetProperty("Options")!.GetValue(null)!;

    public IEnumerable<Violation> Check(CodeBase code)
        => from contracts in code.Contracts
           from type in contracts.Loaded.GetTypes()
           where !GeneratedTypes.Includes(type) && type is { IsAbstract: false, IsClass: true, IsGenericType: false }
           from sample in new[] { Samples.Full, Samples.Sparse }
           let loss = LossOf(type, sample)
           where loss is not null
           select new Violation(
               $"{type.FullName} does not survive a JSON round trip: {loss}",
               type.FullName!,
               "In one process the receiver gets the object itself, from a service what JSON makes of it: the module would behave differently once extracted.",
               "Make every value a parameter of the record's one constructor, of a type that System.Text.Json knows; add no converters.");

    private static string? LossOf(Type type, Samples samples)
    {
        try
        {
            var before = samples.Make(type);
            var json = JsonSerializer.Serialize(before, type, Wire);
            var after = JsonSerializer.Deserialize(json, type, Wire);
            return Differences.Between(before, after, type.Name) is { } difference ? $"{difference} (as JSON: {json})" : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return e.Message;
        }
    }
}
