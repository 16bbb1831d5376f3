using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>
/// What a sender gets where the module is in another process: one POST to it, with this service's token, the deadline, the correlation id and the acting user.
/// Queries, and commands with a key, are tried again while time is left, each time with a token of its own; any other command is sent once.
/// </summary>
internal sealed partial class RemoteRequestHandler<TRequest, T>(
    ModuleRequest<TRequest, T> descriptor,
    RemoteModules remotes,
    CallSender sender,
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
        if (budget <= TimeSpan.Zero)
        {
            return Unavailable.Because($"{descriptor.Name} was not sent: its deadline had passed.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(budget);
        var patience = new CallPatience(time.GetUtcNow() + budget, timeout.Token, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await sender.SendAsync(remotes.Of(descriptor.Module), descriptor, request, patience);
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(outcome, out var failure) is { } result)
            {
                return result;
            }

            if (!descriptor.MayBeRepeated || attempt == MaxAttempts || failure!.IsFinal || !await PauseAsync(attempt, failure, timeout.Token))
            {
                cancellationToken.ThrowIfCancellationRequested();
                LogFailed(descriptor.Name, failure!.Message);
                return failure.Reason == CallFailureReason.Refused
                    ? new Error("module.refused", failure.Message, ErrorKind.Failed)
                    : Unavailable.Because(failure.Message);
            }
        }
    }

    private Result<T>? Read(CallOutcome outcome, out CallFailure? failure)
    {
        failure = outcome.Failure;
        if (outcome.Body is null)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<Result<T>>(outcome.Body, ModuleJson.Options) is { } result)
            {
                return result;
            }

            failure = new(CallFailureReason.Malformed, $"{descriptor.Name} was answered with null.");
        }
        catch (JsonException e)
        {
            failure = new(CallFailureReason.Malformed, $"{descriptor.Name} was answered with something else: {e.Message}");
        }

        return null;
    }

    /// <returns>False when the time is up: the last failure says more than "cancelled".</returns>
    private async Task<bool> PauseAsync(int attempt, CallFailure failure, CancellationToken timeout)
    {
        LogRetried(descriptor.Name, attempt, failure.Message);
        // Full jitter, so that callers that failed together do not come back together.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 60 << attempt)), time, timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !timeout.IsCancellationRequested;
    }

    [LoggerMessage(EventIds.RemoteRequestRetried, LogLevel.Information, "{Request}: attempt {Attempt} failed, trying again: {Failure}")]
    private partial void LogRetried(string request, int attempt, string failure);

    [LoggerMessage(EventIds.RemoteRequestFailed, LogLevel.Warning, "{Request} is unavailable: {Failure}")]
    private partial void LogFailed(string request, string failure);
}
