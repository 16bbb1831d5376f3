using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>
/// One attempt at a call: through the target's gate, to the first of its addresses that can be reached and whose contracts fit. An address where nothing was done,
/// because there was no connection or another process is there by now, is no failure while there is another, even for a command.
/// </summary>
internal sealed class CallSender(ContractsExchange contracts, CallMetrics metrics, IServiceTokens tokens, TimeProvider time)
{
    // Behind one address that several processes answer by turns.
    private const int MaxProcesses = 3;

    public async Task<CallOutcome> SendAsync<TRequest>(RemoteModule target, ModuleRequest descriptor, TRequest request, CallPatience patience)
    {
        var started = time.GetTimestamp();
        CallOutcome outcome;
        try
        {
            outcome = await target.Gate.RunAsync(
                static call => call.Sender.SendThroughAsync(call.Target, call.Descriptor, call.Request, call.Patience),
                (Sender: this, Target: target, Descriptor: descriptor, Request: request, Patience: patience), patience.Timeout);
        }
        catch (OperationCanceledException)
        {
            // While it waited for room.
            outcome = TimedOut(descriptor, patience);
        }

        metrics.Count(target, outcome.Failure?.Reason, time.GetElapsedTime(started));
        return outcome;
    }

    private async Task<CallOutcome> SendThroughAsync<TRequest>(RemoteModule target, ModuleRequest descriptor, TRequest request, CallPatience patience)
    {
        CallOutcome? last = null;
        try
        {
            foreach (var peer in await target.Addresses.InOrderAsync(patience.Timeout))
            {
                // Again where another process has taken the place of the one that was greeted.
                for (var attempt = 1; attempt <= MaxProcesses; attempt++)
                {
                    var (outcome, known) = await SendToAsync(target, peer, descriptor, request, patience);
                    if (outcome is not null)
                    {
                        last = outcome;
                        break;
                    }

                    peer.Forget(known!);
                    last = new CallFailure(CallFailureReason.Unreachable, $"{descriptor.Name}: {peer.Url} is other processes by turns.");
                }

                if (last!.Failure is not { Reason: CallFailureReason.Unreachable or CallFailureReason.Incompatible })
                {
                    return last;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return TimedOut(descriptor, patience);
        }
        catch (SocketException e)
        {
            return new CallFailure(CallFailureReason.Unreachable, $"{descriptor.Name}: {target.Module} has no address: {e.Message}");
        }

        return last ?? new CallFailure(CallFailureReason.Unreachable, $"{descriptor.Name}: {target.Module} has no address.");
    }

    /// <returns>Neither when another process than the one that was greeted is there.</returns>
    private async Task<(CallOutcome? Outcome, Acquaintance? Known)> SendToAsync<TRequest>(
        RemoteModule target, Peer peer, ModuleRequest descriptor, TRequest request, CallPatience patience)
    {
        Acquaintance known;
        try
        {
            known = await contracts.GreetAsync(target, peer, TimeSpan.MaxValue, patience.Timeout);
        }
        catch (HttpRequestException e)
        {
            // The request itself was not sent.
            peer.Failed();
            var refused = e.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;
            return (new CallFailure(refused ? CallFailureReason.Refused : CallFailureReason.Unreachable, $"{descriptor.Name}: {peer.Url}: {e.Message}"), null);
        }

        if (!known.Fit.IsCompatible)
        {
            return (new CallFailure(CallFailureReason.Incompatible, $"{descriptor.Name}: {peer.Url} has other contracts: {string.Join("; ", known.Fit.Differences)}."), known);
        }

        if (known.Fit.Unknown.Contains(descriptor.Name))
        {
            return (new CallFailure(CallFailureReason.Incompatible, $"{descriptor.Name}: {peer.Url} does not know this request yet; deploy it there first."), known);
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(peer.Url, $"internal/requests/{descriptor.Name.Replace('.', '/')}"));
        message.Content = JsonContent.Create(request, options: ModuleJson.Options);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(target.Service, descriptor.Name, known.Instance));
        InternalHeaders.Write(message.Headers, CallContext.Current, patience.Deadline - time.GetUtcNow());
        try
        {
            using var response = await target.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Timeout);
            if (response.StatusCode == HttpStatusCode.MisdirectedRequest)
            {
                return (null, known);
            }

            peer.Answered();
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return (await response.Content.ReadAsByteArrayAsync(patience.Timeout), known);
            }

            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return (new CallFailure(
                (int)response.StatusCode >= 500 ? CallFailureReason.ServerError : CallFailureReason.Refused, $"{descriptor.Name}: {peer.Url} answered {status}."), known);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            peer.Failed();
            var reason = IsBeforeSending(e) ? CallFailureReason.Unreachable : CallFailureReason.ConnectionLost;
            return (new CallFailure(reason, $"{descriptor.Name}: {peer.Url}: {e.Message}"), known);
        }
    }

    private static bool IsBeforeSending(Exception e)
        => e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static CallOutcome TimedOut(ModuleRequest descriptor, CallPatience patience)
        => patience.Caller.IsCancellationRequested
            ? new CallFailure(CallFailureReason.Cancelled, $"{descriptor.Name}: nobody waits for the answer any more.")
            : new CallFailure(CallFailureReason.TimedOut, $"{descriptor.Name} did not answer in time.");
}
