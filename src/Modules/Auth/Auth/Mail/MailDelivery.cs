using System.Net.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Auth.Mail;

/// <summary>Works off the <see cref="MailQueue"/>, one at a time. A mail that cannot be sent is not tried again: its token stays unused, and its user asks again.</summary>
internal sealed partial class MailDelivery(MailQueue queue, IServiceScopeFactory scopes, ILogger<MailDelivery> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TokenMailer>().SendAsync(request, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next mail may fare better: what leaves here ends the whole process, and anybody may ask for a mail.
                // Not the exception: servers repeat the address in their answers.
                LogFailed(request.Purpose, e.GetType().Name, (e as SmtpException)?.StatusCode);
            }
        }
    }

    [LoggerMessage(EventIds.MailFailed, LogLevel.Error, "A mail ({Purpose}) could not be sent: {Exception} {Status}")]
    private partial void LogFailed(MailPurpose purpose, string exception, SmtpStatusCode? status);
}
