using Xunit;

namespace Monolith.Unit.Kernel.Web;

/// <summary>Meters and activity sources belong to the whole process: with other applications in it, these tests would see theirs come and go.</summary>
[CollectionDefinition(nameof(ProcessWideTelemetry), DisableParallelization = true)]
public sealed class ProcessWideTelemetry;
