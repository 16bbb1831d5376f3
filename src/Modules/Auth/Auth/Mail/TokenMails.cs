namespace Monolith.Auth.Mail;

/// <summary>The texts, in the languages of both frontends.</summary>
internal static class TokenMails
{
    public static OutgoingMail Write(MailPurpose purpose, string to, string token, MailSettings settings) => purpose == MailPurpose.ResetPassword
        ? new(to, "Nova senha / New password",
            $"""
            Alguém pediu uma nova senha para a sua conta. Se não foi você, ignore este e-mail.
            Somebody asked for a new password for your account. If it was not you, ignore this mail.

            {settings.ResetLink}{token}

            30 min.
            """)
        : new(to, "Confirme o seu e-mail / Confirm your e-mail",
            $"""
            Confirme que este endereço é seu.
            Confirm that this address is yours.

            {settings.VerifyLink}{token}
            """);
}
