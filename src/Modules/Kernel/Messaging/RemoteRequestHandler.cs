using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Messaging;

/// <summary>
/// What a sender gets where the module is in another process: one POST to it, with this service's token, the deadline, the correlation id and the acting user.
/// Queries are tried again while time is left; a command is sent once.
/// </summary>
internal sealed partial class RemoteRequestHandler<TRequest, T>(
    ModuleRequest<TRequest, T> descriptor,
    RemoteModules remotes,
    IServiceTokens tokens,
    TransactionGuard guard,
    TimeProvider time,
    IServiceProvider callersScope,
    ILogger<RemoteRequestHandler<TRequest, T>> logger) : IRequestHandler<TRequest, Result<T>>
    where TRequest : class, IModuleRequest<T>
{
    private const int MaxAttempts = 3;

    public async Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken)
    {
        guard.ThrowIfOpen(callersScope, typeof(TRequest));
        var budget = CallBudget.Of(descriptor.Settings.Timeout, time);
        var deadline = time.GetUtcNow() + budget;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(budget);
        var last = $"{descriptor.Name} did not answer in time.";
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (result, failure) = await SendAsync(request, deadline, timeout.Token);
                if (result is not null)
                {
                    return result;
                }

                last = failure!;
                if (!descriptor.MayBeRepeated || attempt == MaxAttempts)
                {
                    break;
                }

                LogRetried(descriptor.Name, attempt, last);
                // Full jitter, so that callers that failed together do not come back together.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 60 << attempt)), time, timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up; the last failure says more than "cancelled".
        }

        LogFailed(descriptor.Name, last);
        return Unavailable.Because(last);
    }

    private async Task<(Result<T>? Result, string? Failure)> SendAsync(TRequest request, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var target = remotes.Of(descriptor.Module);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Url, $"internal/requests/{descriptor.Name.Replace('.', '/')}"));
        message.Content = JsonContent.Create(request, options: ModuleJson.Options);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(target.Service, descriptor.Name));
        InternalHeaders.Write(message.Headers, CallContext.Current, deadline - time.GetUtcNow());
        try
        {
            using var response = await target.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                var result = await response.Content.ReadFromJsonAsync<Result<T>>(ModuleJson.Options, cancellationToken);
                return result is null ? (null, $"{descriptor.Name}: {target.Url} answered null.") : (result, null);
            }

            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return (int)response.StatusCode >= 500
                ? (null, $"{descriptor.Name}: {target.Url} answered {status}.")
                : (new Error("module.refused", $"{descriptor.Name}: {target.Url} refused the call with {status}.", ErrorKind.Failed), null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return (null, $"{descriptor.Name}: {target.Url}: {e.Message}");
        }
    }

    [LoggerMessage(EventIds.RemoteRequestRetried, LogLevel.Information, "{Request}: attempt {Attempt} failed, trying again: {Failure}")]
    private partial void LogRetried(string request, int attempt, string failure);

    [LoggerMessage(EventIds.RemoteRequestFailed, LogLevel.Warning, "{Request} is unavailable: {Failure}")]
    private partial void LogFailed(string request, string failure);
}
