namespace Monolith.Strangler.Routing.Keys;

/// <summary>Section <c>Strangler:Visitors</c>: the cookie by which an anonymous caller keeps to one side.</summary>
internal sealed class VisitorSettings
{
    /// <summary>Whether the cookie is issued and read. Without it anonymous callers have no key.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a browser keeps the cookie; 1 hour to 400 days, which is as long as browsers do.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(180);
}
