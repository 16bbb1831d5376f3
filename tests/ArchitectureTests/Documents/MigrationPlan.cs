using System.Text;

namespace Monolith.ArchitectureTests.Documents;

/// <summary>The generated part of docs/migration-plan.md: in which order the modules leave, and how far each is.</summary>
internal static class MigrationPlan
{
    /// <summary>Least at stake first; then least asked by others, then asking least, then least data.</summary>
    public static IEnumerable<ModuleFacts> Order(IEnumerable<ModuleFacts> modules)
        => modules.OrderBy(m => m.Manifest.Risk).ThenBy(m => m.FanIn).ThenBy(m => m.FanOut).ThenBy(m => m.Tables.Count).ThenBy(m => m.Name, StringComparer.Ordinal);

    public static string Write(IReadOnlyList<ModuleFacts> modules)
    {
        var text = new StringBuilder();
        text.Append(
            """
            | # | module | risk | asked by (fan-in) | asks (fan-out) | requests it answers | tables | stage today |
            |---|---|---|---|---|---|---|---|

            """);
        var ordered = Order(modules).ToList();
        foreach (var (place, m) in ordered.Index())
        {
            text.Append(
                $"| {place + 1} | {m.Name} | {m.Manifest.Risk} | {AskedBy(m)} ({m.FanIn}) | {Names(m.Manifest.DependsOn)} ({m.FanOut}) | {m.Answered.Count} | {TableNames(m)} | {Stage(m)} |\n");
        }

        text.Append('\n');
        foreach (var (place, m) in ordered.Index())
        {
            text.Append($"{place + 1}. **{m.Name}**. {m.Manifest.RiskReason}\n   {Routes(m)}\n");
            foreach (var kept in m.HostOnly)
            {
                text.Append($"   * Stays in the Host: {kept}\n");
            }
        }

        return text.ToString();
    }

    private static string AskedBy(ModuleFacts m) => Names([.. m.Dependents, .. m.IsAskedByEveryService ? ["every service"] : (string[])[]]);

    private static string Routes(ModuleFacts m)
        => m.Flags.Count == 0 ? "No route of it can move yet: none has a flag." : $"Moves route by route: {Names([.. m.Flags.Select(f => $"`{f}`")])}.";

    private static string TableNames(ModuleFacts m) => m.Tables.Count == 0 ? "none" : $"{m.Tables.Count}: {string.Join(", ", m.Tables.Select(t => $"`{t}`"))}";

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Stage(ModuleFacts m)
        => m.HasService ? "1 to 5: service built, data shared, flags decide (`./strangler status`)" : $"0: in-process; {m.Manifest.NoServiceReason}";
}
