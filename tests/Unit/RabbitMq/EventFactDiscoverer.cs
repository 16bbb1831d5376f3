using Xunit.Abstractions;
using Xunit.Sdk;

namespace Monolith.Unit.RabbitMq;

/// <summary>For <see cref="EventFactAttribute"/>.</summary>
public sealed class EventFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <returns>Why the class cannot run here; null where it can.</returns>
    internal static string? SkipReason(ITestMethod method)
        => method.TestClass.Class.Interfaces.Any(i => i.Name == typeof(IOverRabbitMq).FullName) ? TestBroker.Missing : null;

    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
        => SkipReason(testMethod) is { } reason
            ? new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
