using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Bench.Gap;

/// <summary>One switch, as the writers and as the command saw it.</summary>
/// <param name="Silence">The longest time in which nobody's write was acknowledged.</param>
/// <param name="LongestWrite">From when a client began it to when it was acknowledged, with every repetition.</param>
/// <param name="Steps">How long each step took, from the end of the one before.</param>
internal sealed record SwitchSample(TimeSpan Silence, TimeSpan LongestWrite, IReadOnlyDictionary<SwitchStep, TimeSpan> Steps);
