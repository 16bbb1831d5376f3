using Monolith.Kernel.Results;

namespace Monolith.Unit.Calls;

/// <summary>What came back: its error, and all of it as JSON.</summary>
internal sealed record CallAnswer(Error? Error, string Json);
