namespace Monolith.Auth.Mail;

/// <summary>Somebody wants a token mailed. Whether there is such an account is found out later, where nobody waits for the answer and can time it.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="NormalizedEmail">Of the account, if there is one.</param>
internal sealed record MailRequest(MailPurpose Purpose, string NormalizedEmail)
{
    /// <summary>A record prints all it has; this one has an address.</summary>
    public override string ToString() => nameof(MailRequest);
}
