using Xunit;
using Xunit.Sdk;

namespace Monolith.Unit.RabbitMq;

/// <summary>A test that runs over every transport; skipped, and saying so, in the class of one that is missing here.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Monolith.Unit.RabbitMq.EventFactDiscoverer", "Monolith.Unit")]
public sealed class EventFactAttribute : FactAttribute;
