namespace Monolith.Kernel.Data.Ownership;

/// <summary>A module with a database of its own beside the monolith's.</summary>
/// <param name="Schema">The module in lower case.</param>
/// <param name="Monolith">An administrator's connection to the monolith's database.</param>
/// <param name="Own">An administrator's connection to the module's own.</param>
public sealed record MovableModule(string Schema, string Monolith, string Own);
