namespace Monolith.Integration.Load;

/// <summary>A user who does one thing after another, and checks each answer against what it must be by then.</summary>
internal interface ILoadingUser
{
    /// <summary>One more thing; what is wrong goes to the report.</summary>
    Task StepAsync();

    /// <summary>Looks what became of a change that was not answered.</summary>
    Task SettleAsync();

    /// <summary>Fails when the system does not hold what the answers said.</summary>
    Task CheckAsync();
}
