namespace Monolith.Strangler.Routing.Admin;

/// <summary>An order that was refused; answered as ProblemDetails with <paramref name="code"/>.</summary>
internal sealed class AdminException(string code, string message) : Exception(message)
{
    public string Code => code;

    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
