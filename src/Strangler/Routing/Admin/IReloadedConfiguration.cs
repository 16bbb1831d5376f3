namespace Monolith.Strangler.Routing.Admin;

/// <summary>A configuration that is read again while the process runs; registered where there is one.</summary>
internal interface IReloadedConfiguration
{
    /// <summary>Why the newest is not in force; null when it is.</summary>
    string? Error { get; }
}
