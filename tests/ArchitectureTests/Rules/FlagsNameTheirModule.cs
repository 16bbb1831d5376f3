using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Routing;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The flags of extractable actions are named for the module that has the action, are unique, and stand on an action that has a route.</summary>
internal sealed partial class FlagsNameTheirModule : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var actions = code.Implementations.SelectMany(ExtractableAction.AllOf).ToList();
        foreach (var action in actions)
        {
            var module = action.Assembly.Module!.ToLowerInvariant();
            if (!Flag().IsMatch(action.Flag) || !action.Flag.StartsWith($"{module}.", StringComparison.Ordinal))
            {
                yield return Wrong(action, $"\"{action.Flag}\" is not a flag of the module {action.Assembly.Module}.", $"Name it {module}.operation, in lower case.");
            }

            if (!action.Method.GetCustomAttributes(inherit: true).OfType<IActionHttpMethodProvider>().Any())
            {
                yield return Wrong(action, $"\"{action.Flag}\" stands on a method that is no HTTP action.", "Move [Extractable] to the action with [HttpGet], [HttpPost], ...");
            }
        }

        foreach (var twice in actions.GroupBy(a => a.Flag, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return Wrong(twice.First(), $"\"{twice.Key}\" stands on {twice.Count()} actions: {string.Join(", ", twice.Select(a => a.Name))}.", "Give each action a flag of its own.");
        }
    }

    private static Violation Wrong(ExtractableAction action, string what, string fix) => new(
        what, action.Name, "A flag moves one route of one module, and its module decides which users it moves: a misnamed one moves something else, or nothing.", fix);

    [GeneratedRegex("^[a-z][a-z0-9]*\\.[a-z][a-z0-9_-]*$")]
    private static partial Regex Flag();
}
