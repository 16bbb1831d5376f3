namespace Monolith.ArchitectureTests.Rules;

/// <summary>One breach of a rule, told so that whoever caused it can put it right without asking.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="Where">The file, type or method.</param>
/// <param name="Why">What it leads to.</param>
/// <param name="Fix">What to do instead.</param>
internal sealed record Violation(string What, string Where, string Why, string Fix)
{
    public string Describe(string rule)
        => $"""
            {rule}: {What}
              where: {Where}
              why it matters: {Why}
              how to fix: {Fix}
              more: docs/boundaries.md#{rule.ToLowerInvariant()}
            """;
}
