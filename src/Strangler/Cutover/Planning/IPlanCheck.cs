namespace Monolith.Strangler.Cutover.Planning;

/// <summary>One concern. It changes nothing.</summary>
internal interface IPlanCheck
{
    /// <returns>At least one finding: that all is well is one too.</returns>
    Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken);
}
