using Xunit;
using Xunit.Sdk;

namespace Monolith.Unit.RabbitMq;

/// <summary>As <see cref="EventFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Monolith.Unit.RabbitMq.EventTheoryDiscoverer", "Monolith.Unit")]
public sealed class EventTheoryAttribute : TheoryAttribute;
