using Monolith.Strangler.Cutover.Status;

namespace Monolith.Host.DataCutover;

/// <summary>The modules as they were seen at one moment, by name.</summary>
/// <param name="Modules">Where the data of each stands.</param>
/// <param name="At">When.</param>
internal sealed record DataSight(IReadOnlyList<ModuleStatus> Modules, DateTimeOffset At);
