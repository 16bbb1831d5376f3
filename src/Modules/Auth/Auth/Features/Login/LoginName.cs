using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.Login;

/// <summary>What somebody logs in by, as accounts are found by it.</summary>
internal abstract record LoginName(string Normalized)
{
    /// <summary>A record prints all it has; this one has personal data.</summary>
    public sealed override string ToString() => nameof(LoginName);

    internal sealed record Email(string Text) : LoginName(EmailAddress.Normalize(Text));

    internal sealed record User(string Text) : LoginName(Username.Normalize(Text));
}
