namespace Monolith.Auth.Features;

/// <summary>What is said about mail. The same whether there is such an account or not.</summary>
internal static class MailTexts
{
    public const string Sent = "Se houver uma conta com este endereço, enviamos um e-mail.";
    public const string NotConfigured = "O envio de e-mails não está configurado.";
    public const string TokenRefused = "O código é inválido ou expirou.";
}
