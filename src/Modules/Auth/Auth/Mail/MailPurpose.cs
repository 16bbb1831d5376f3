namespace Monolith.Auth.Mail;

/// <summary>What a mailed token is good for. The names are in the database.</summary>
internal enum MailPurpose
{
    VerifyEmail = 1,
    ResetPassword = 2,
}
