using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli;

/// <summary>Speaks the host's admin API and turns its refusals into messages and exit codes.</summary>
internal sealed class AdminClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>A shift may wait 60 s for the other hosts; a ledger may be long.</summary>
    private static readonly TimeSpan LongLimit = TimeSpan.FromSeconds(80);

    private readonly HttpClient _http;
    private readonly Uri _url;

    public AdminClient(Uri url, string token)
    {
        _url = url;
        // An operator's order goes to the host that was named, not through a proxy that the environment happens to name.
        _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = TryParse(token);
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-Operator", new string([.. Environment.UserName.Where(char.IsAscii)]));
    }

    /// <summary>For messages.</summary>
    public Uri Url => _url;

    public Task<StatusAnswer> StatusAsync(CancellationToken stop) => SendAsync<StatusAnswer>(HttpMethod.Get, "strangler/status", body: null, stop);

    /// <param name="question">Names and values as the admin API takes them.</param>
    /// <param name="stop">Ctrl-C.</param>
    public Task<Explanation> ExplainAsync(IEnumerable<(string Name, string Value)> question, CancellationToken stop)
        => SendAsync<Explanation>(HttpMethod.Get, "strangler/explain?" + string.Join('&', question.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}")), body: null, stop);

    /// <param name="document">Null for the flags in use.</param>
    /// <param name="stop">Ctrl-C.</param>
    public Task<LintAnswer> LintAsync(string? document, CancellationToken stop)
        => document is null ? SendAsync<LintAnswer>(HttpMethod.Get, "strangler/lint", body: null, stop) : SendAsync<LintAnswer>(HttpMethod.Post, "strangler/lint", document, stop);

    public Task<HistoryAnswer> HistoryAsync(int limit, CancellationToken stop) => SendAsync<HistoryAnswer>(HttpMethod.Get, $"strangler/history?limit={limit}", body: null, stop);

    /// <param name="kept">A checkpoint that was exported before; null for the host's own alone.</param>
    /// <param name="stop">Ctrl-C.</param>
    public Task<VerificationAnswer> VerifyAsync(Checkpoint? kept, CancellationToken stop)
        => SendAsync<VerificationAnswer>(
            HttpMethod.Get, kept is null ? "strangler/history/verify" : $"strangler/history/verify?version={kept.Version}&hash={Uri.EscapeDataString(kept.Hash)}", body: null, stop, LongLimit);

    public Task<Checkpoint> CheckpointAsync(CancellationToken stop) => SendAsync<Checkpoint>(HttpMethod.Get, "strangler/history/checkpoint", body: null, stop);

    public Task<ChangeAnswer> ShiftAsync(ShiftRequest order, CancellationToken stop) => SendAsync<ChangeAnswer>(HttpMethod.Post, "strangler/shift", order, stop, LongLimit);

    public Task<ChangeAnswer> RollBackAsync(RollbackRequest order, CancellationToken stop) => SendAsync<ChangeAnswer>(HttpMethod.Post, "strangler/rollback", order, stop);

    public Task<ExportAnswer> ExportAsync(CancellationToken stop) => SendAsync<ExportAnswer>(HttpMethod.Get, "strangler/export", body: null, stop);

    public Task<ApplyAnswer> ApplyAsync(ApplyRequest order, CancellationToken stop) => SendAsync<ApplyAnswer>(HttpMethod.Post, "strangler/apply", order, stop, LongLimit);

    public Task<PassAnswer> IssuePassAsync(PassRequest order, CancellationToken stop) => SendAsync<PassAnswer>(HttpMethod.Post, "strangler/tester-pass", order, stop);

    public Task<EventStatusAnswer> EventStatusAsync(CancellationToken stop) => SendAsync<EventStatusAnswer>(HttpMethod.Get, "events", body: null, stop);

    /// <param name="publisher">Null for all.</param>
    /// <param name="limit">1 to 1000.</param>
    /// <param name="stop">Ctrl-C.</param>
    public Task<DeadLettersAnswer> DeadLettersAsync(string? publisher, int limit, CancellationToken stop)
        => SendAsync<DeadLettersAnswer>(
            HttpMethod.Get, $"events/dead?limit={limit}{(publisher is null ? "" : $"&publisher={Uri.EscapeDataString(publisher)}")}", body: null, stop);

    public Task<EventAnswer> EventAsync(Guid id, CancellationToken stop) => SendAsync<EventAnswer>(HttpMethod.Get, $"events/{id}", body: null, stop);

    public Task<EventOrderAnswer> RedriveAsync(RedriveRequest order, CancellationToken stop) => SendAsync<EventOrderAnswer>(HttpMethod.Post, "events/redrive", order, stop);

    public Task<EventOrderAnswer> DiscardAsync(DiscardRequest order, CancellationToken stop) => SendAsync<EventOrderAnswer>(HttpMethod.Post, "events/discard", order, stop);

    public Task<EventOrderAnswer> ReplayAsync(ReplayRequest order, CancellationToken stop) => SendAsync<EventOrderAnswer>(HttpMethod.Post, "events/replay", order, stop, LongLimit);

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue TryParse(string token)
        => token.All(c => c is > ' ' and <= '~')
            ? new("Bearer", token)
            : throw new CliException(ExitCode.Token, "The operator token holds characters no token has; is it the right file?");

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken stop, TimeSpan? within = null)
    {
        var limit = within ?? Limit;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(limit);
        using var request = new HttpRequestMessage(method, $"/admin/{path}") { Content = ContentOf(body) };
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<T>(patience.Token) ?? throw new JsonException("the body is null.")
                : throw await RefusalAsync(response, patience.Token);
        }
        // HttpClient lets the socket's own exception through when the host resets a connection that was just made.
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            throw new CliException(ExitCode.Unreachable,
                $"No host answers at {_url} ({e.InnerException?.Message ?? e.Message}). Start it with ./run, or name the host's internal address with --url or STRANGLER_URL.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unreachable, $"The host at {_url} did not answer within {limit.TotalSeconds} s; look at the status before you repeat a change.");
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Failed, $"What answers at {_url} is not this host's admin API, or of another version: {e.Message}");
        }
    }

    private static HttpContent? ContentOf(object? body) => body switch
    {
        null => null,
        string json => new StringContent(json, Encoding.UTF8, "application/json"),
        _ => JsonContent.Create(body),
    };

    private async Task<CliException> RefusalAsync(HttpResponseMessage response, CancellationToken stop)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new(ExitCode.Token, $"The host at {_url} refused the operator token. It is in <DataDir>/operator-token of that host; for another host set STRANGLER_TOKEN.");
            case HttpStatusCode.NotFound when response.Content.Headers.ContentType?.MediaType != "application/problem+json":
                return new(ExitCode.Failed, $"There is no admin API at {_url}. It is on the host's internal address (setting InternalUrl), not on the public one.");
        }

        var problem = await ProblemAsync(response, stop);
        var suggestions = problem?.Suggestions is { Count: > 0 } names ? $" Did you mean {string.Join(" or ", names)}?" : "";
        return new(
            problem?.ExitCode ?? ExitCode.Failed,
            (problem?.Detail ?? $"The host at {_url} answered {(int)response.StatusCode} {response.ReasonPhrase}.") + suggestions);
    }

    private static async Task<Problem?> ProblemAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<Problem>(stop);
        }
        catch (JsonException)
        {
            // Not from the admin API; the status will have to do.
            return null;
        }
    }
}
