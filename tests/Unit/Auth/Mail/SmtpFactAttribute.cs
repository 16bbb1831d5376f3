using Xunit;

namespace Monolith.Unit.Auth.Mail;

/// <summary>A test that needs a mail server; skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute()
    {
        if (!File.Exists(SmtpServer.Program))
        {
            Skip = $"{SmtpServer.Program} not found (package python3-aiosmtpd): no mail was sent.";
        }
    }
}
