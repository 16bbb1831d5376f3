namespace Monolith.Unit.Calls;

/// <summary>An account that was made for a test.</summary>
internal sealed record CallUser(int Id, string Email);
