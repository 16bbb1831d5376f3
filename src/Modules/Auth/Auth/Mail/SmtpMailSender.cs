using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Monolith.Auth.Mail;

/// <summary>By SMTP (RFC 5321), one connection a mail: there are few.</summary>
internal sealed class SmtpMailSender(AuthSettings settings) : IMailSender
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var server = settings.Mail;
        using var client = new SmtpClient(server.Host, server.Port)
        {
            EnableSsl = server.StartTls,
            Credentials = server.Username is null ? null : new NetworkCredential(server.Username, server.Password),
        };
        using var message = new MailMessage(server.From!, mail.To)
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            // Quoted-printable would break a token in two where it ends a line.
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The client's own timeout holds for synchronous calls only.
        timeout.CancelAfter(server.Timeout);
        try
        {
            await client.SendMailAsync(message, timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server did not take the mail within {server.Timeout}.", e);
        }
    }
}
