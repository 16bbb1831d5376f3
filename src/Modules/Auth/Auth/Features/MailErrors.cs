using Monolith.Kernel.Results;

namespace Monolith.Auth.Features;

internal static class MailErrors
{
    public static readonly Error NotConfigured = new("auth.mail_not_configured", MailTexts.NotConfigured, ErrorKind.Failed);

    public static readonly Error TokenRefused = new("auth.mail_token_refused", MailTexts.TokenRefused, ErrorKind.Invalid);
}
