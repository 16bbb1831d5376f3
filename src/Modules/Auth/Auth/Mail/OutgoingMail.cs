namespace Monolith.Auth.Mail;

/// <summary>A mail in plain text.</summary>
/// <param name="To">One address, valid.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body.</param>
internal sealed record OutgoingMail(string To, string Subject, string Text)
{
    /// <summary>A record prints all it has; this one has an address and a token.</summary>
    public override string ToString() => nameof(OutgoingMail);
}
