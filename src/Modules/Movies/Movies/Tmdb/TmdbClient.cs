using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Web;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Monolith.Movies.Tmdb;

/// <summary>
/// Speaks HTTP to TMDB v3. Holds the key: it is put into requests here and into nothing else, so it can be in no log. That is also why there is no
/// IHttpClientFactory, whose handlers log whole URLs when asked to.
/// </summary>
internal sealed partial class TmdbClient : IDisposable
{
    private const int LargestAnswer = 1_000_000;

    private readonly TmdbSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<TmdbClient> _logger;
    private readonly HttpClient _http;
    private readonly string _base;
    private readonly ResiliencePipeline<TmdbReply> _pipeline;

    public TmdbClient(MoviesSettings settings, TimeProvider time, ILogger<TmdbClient> logger)
    {
        _settings = settings.Tmdb;
        _time = time;
        _logger = logger;
        _base = _settings.BaseUrl.AbsoluteUri.TrimEnd('/');
        _pipeline = TmdbResilience.Create(_settings, time, LogOpened, LogClosed);
        _http = OutsideHttp.Create(LargestAnswer);
    }

    // A v3 key is 32 hexadecimal digits; a v4 token is a JWT, and has dots.
    private bool HasToken => _settings.ApiKey!.Contains('.', StringComparison.Ordinal);

    public void Dispose() => _http.Dispose();

    /// <summary>One call: the operation names it in logs, the path begins with a slash, the query has no key in it and its values are escaped.</summary>
    /// <returns>Any status; <see cref="TmdbReply.None"/> when there was no answer within the budget, or it was too large.</returns>
    public async Task<TmdbReply> GetAsync(string operation, string path, string query, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(TmdbResilience.Deadline, _time.GetUtcNow() + _settings.Budget);
        try
        {
            var uri = $"{_base}{path}?{query}";
            var reply = await _pipeline.ExecuteAsync(static (c, call) => call.Client.TryOnceAsync(call.Uri, c.CancellationToken), context, (Client: this, Uri: uri));
            Note(operation, reply);
            return reply;
        }
        catch (BrokenCircuitException)
        {
            // That it opened was logged.
            return TmdbReply.None;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException)
        {
            LogNoAnswer(operation, e is HttpRequestException http ? http.HttpRequestError.ToString() : e.GetType().Name);
            return TmdbReply.None;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<TmdbReply> TryOnceAsync(string uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, HasToken ? uri : $"{uri}&api_key={_settings.ApiKey}");
        if (HasToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.ApiKey);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new TmdbReply(
            (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), RetryAfterOf(response.Headers.RetryAfter));
    }

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private void Note(string operation, TmdbReply reply)
    {
        if (reply.Status is 401 or 403)
        {
            LogRefusedKey(reply.Status);
        }
        else if (reply.Status is not (200 or 404))
        {
            LogNoAnswer(operation, $"status {reply.Status}");
        }
    }

    [LoggerMessage(EventIds.TmdbGaveNoAnswer, LogLevel.Warning, "TMDB gave no answer to {Operation}: {Reason}")]
    private partial void LogNoAnswer(string operation, string reason);

    [LoggerMessage(EventIds.TmdbRefusedKey, LogLevel.Error, "TMDB refuses the configured key (status {Status}); put a valid one into Movies:Tmdb:ApiKey")]
    private partial void LogRefusedKey(int status);

    [LoggerMessage(EventIds.TmdbCircuitOpened, LogLevel.Warning, "Most calls to TMDB fail: it is left alone for a while")]
    private partial void LogOpened();

    [LoggerMessage(EventIds.TmdbCircuitClosed, LogLevel.Information, "TMDB answers again")]
    private partial void LogClosed();
}
