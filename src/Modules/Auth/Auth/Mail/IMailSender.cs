namespace Monolith.Auth.Mail;

/// <summary>Hands mail to a server.</summary>
internal interface IMailSender
{
    /// <summary>Returns when the server has taken it.</summary>
    /// <exception cref="System.Net.Mail.SmtpException">It has not.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
