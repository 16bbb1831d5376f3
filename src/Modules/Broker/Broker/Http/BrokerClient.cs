using Microsoft.Extensions.Logging;
using Monolith.Kernel.Web;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Monolith.Broker.Http;

/// <summary>
/// Speaks HTTP to one broker. What it sends holds passwords and keys, so it logs operations and statuses and nothing that was sent or came; that is also why there
/// is no IHttpClientFactory, whose handlers log whole URLs when asked to.
/// </summary>
internal sealed partial class BrokerClient : IDisposable
{
    private const int LargestAnswer = 1_000_000;

    private readonly string _broker;
    private readonly ILogger _logger;
    private readonly HttpClient _http;
    private readonly BrokerResilience _resilience;

    public BrokerClient(string broker, BrokerHttpSettings settings, TimeProvider time, ILogger logger)
    {
        _broker = broker;
        _logger = logger;
        _resilience = new(settings, time, LogOpened, LogClosed);
        _http = OutsideHttp.Create(LargestAnswer);
        if (settings.BaseUrl is null)
        {
            LogNotConfigured(broker);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Any status; <see cref="BrokerReply.NotSent"/> or <see cref="BrokerReply.Lost"/> when there was no answer within the budget, or it was too large.</returns>
    public async Task<BrokerReply> SendAsync(BrokerCall call, CancellationToken cancellationToken)
    {
        try
        {
            var pipeline = call.IsRepeatable ? _resilience.Reads : _resilience.Others;
            var reply = await pipeline.ExecuteAsync(static async (state, token) => await state.Client.TryOnceAsync(state.Call, token), (Client: this, Call: call), cancellationToken);
            if (reply.IsFailure || reply.Status is >= 300 and < 400)
            {
                LogNoAnswer(_broker, call.Operation, $"status {reply.Status}");
            }

            return reply;
        }
        catch (BrokenCircuitException)
        {
            // That it opened was logged.
            return BrokerReply.NotSent;
        }
        catch (HttpRequestException e)
        {
            LogNoAnswer(_broker, call.Operation, e.HttpRequestError.ToString());
            return e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError ? BrokerReply.NotSent : BrokerReply.Lost;
        }
        catch (TimeoutRejectedException)
        {
            LogNoAnswer(_broker, call.Operation, "timeout");
            return BrokerReply.Lost;
        }
    }

    /// <summary>An answer that is not what the broker documents.</summary>
    public void NoteUnusable(string operation, int status) => LogUnusable(_broker, operation, status);

    private async ValueTask<BrokerReply> TryOnceAsync(BrokerCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Url) { Content = call.Body?.Invoke() };
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [LoggerMessage(EventIds.BrokerGaveNoAnswer, LogLevel.Warning, "{Broker} gave no answer to {Operation}: {Reason}")]
    private partial void LogNoAnswer(string broker, string operation, string reason);

    [LoggerMessage(EventIds.BrokerAnsweredUnusably, LogLevel.Warning, "{Broker}'s answer to {Operation} (status {Status}) is not what it documents; is its BaseUrl right?")]
    private partial void LogUnusable(string broker, string operation, int status);

    [LoggerMessage(EventIds.BrokerNotConfigured, LogLevel.Information, "{Broker} has no BaseUrl configured; its routes answer 503")]
    private partial void LogNotConfigured(string broker);

    private void LogOpened() => LogOpened(_broker);

    private void LogClosed() => LogClosed(_broker);

    [LoggerMessage(EventIds.BrokerCircuitOpened, LogLevel.Warning, "Most calls to {Broker} fail: it is left alone for a while")]
    private partial void LogOpened(string broker);

    [LoggerMessage(EventIds.BrokerCircuitClosed, LogLevel.Information, "{Broker} answers again")]
    private partial void LogClosed(string broker);
}
