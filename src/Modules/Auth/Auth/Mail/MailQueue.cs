using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Monolith.Auth.Mail;

/// <summary>What is to be mailed, in this process's memory. Bounded: whoever floods it loses mail, not the host. What a stop loses, its user asks for again.</summary>
internal sealed partial class MailQueue(ILogger<MailQueue> logger)
{
    private const int Most = 500;

    private readonly Channel<MailRequest> _requests = Channel.CreateBounded<MailRequest>(Most);

    public void Add(MailRequest request)
    {
        if (!_requests.Writer.TryWrite(request))
        {
            LogFull(Most);
        }
    }

    public IAsyncEnumerable<MailRequest> ReadAllAsync(CancellationToken cancellationToken) => _requests.Reader.ReadAllAsync(cancellationToken);

    [LoggerMessage(EventIds.MailQueueFull, LogLevel.Warning, "A mail was dropped: {Most} are waiting already")]
    private partial void LogFull(int most);
}
