namespace Monolith.Strangler.Routing.Keys;

/// <summary>Section <c>Strangler:Testers</c>: who may choose a side by header or cookie without a pass.</summary>
internal sealed class TesterSettings
{
    /// <summary>User ids.</summary>
    public string[] Users { get; set; } = [];

    /// <summary>Groups, by claim or by <c>Strangler:Groups</c>.</summary>
    public string[] Groups { get; set; } = [];
}
