namespace Monolith.Kernel.Data;

/// <summary>A registered seed: what runs after the migrations.</summary>
internal sealed record ModuleSeed(Type SeedType);
