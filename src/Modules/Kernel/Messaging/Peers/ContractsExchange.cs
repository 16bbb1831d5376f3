using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>Greets a process before it is sent anything: each tells the other what the module's requests look like to it, and both compare.</summary>
internal sealed partial class ContractsExchange(ContractsCatalog contracts, IServiceTokens tokens, TimeProvider time, ILogger<ContractsExchange> logger)
{
    public const string Path = "internal/contracts";
    public const string Permission = "contracts.exchange";

    // Nothing is sent there whose answer would tell of another process in its place.
    private static readonly TimeSpan UnfitFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What is known of the process at the address, asked when nothing is.</summary>
    /// <exception cref="HttpRequestException">It could not be asked, or answers something else.</exception>
    /// <param name="target">The module's.</param>
    /// <param name="peer">The process.</param>
    /// <param name="freshFor">How old what is known may be; of what does not fit, less.</param>
    /// <param name="cancellationToken">Of the caller; another who waits for the same goes on waiting.</param>
    public async Task<Acquaintance> GreetAsync(RemoteModule target, Peer peer, TimeSpan freshFor, CancellationToken cancellationToken)
    {
        freshFor = peer.Known is { Fit.IsCompatible: false } && UnfitFor < freshFor ? UnfitFor : freshFor;
        // Shared with whoever comes meanwhile: no one caller's deadline ends it.
        return await peer.GreetAsync(() => AskAsync(target, peer), freshFor).WaitAsync(cancellationToken);
    }

    private async Task<Acquaintance> AskAsync(RemoteModule target, Peer peer)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(peer.Url, Path));
        var ours = contracts.Of(target.Module);
        message.Content = JsonContent.Create(ours, options: ModuleJson.Options);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(target.Service, Permission));
        try
        {
            using var response = await target.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                throw new HttpRequestException($"{target.Module}: the exchange of contracts was answered with {status}.", inner: null, response.StatusCode);
            }

            var theirs = await response.Content.ReadFromJsonAsync<ContractsMessage>(ModuleJson.Options, patience.Token)
                ?? throw new JsonException("It is null.");
            var fit = ContractFit.Between(ours, theirs);
            Tell(target, theirs, fit);
            return new(theirs.Instance, theirs.Fingerprint, fit, time.GetTimestamp());
        }
        catch (Exception e) when (e is JsonException or OperationCanceledException)
        {
            throw new HttpRequestException($"{target.Module}: the exchange of contracts brought no answer: {e.Message}", e);
        }
    }

    private void Tell(RemoteModule target, ContractsMessage theirs, ContractFit fit)
    {
        if (!fit.IsCompatible)
        {
            LogUnfit(target.Module, theirs.Service, string.Join("; ", fit.Differences));
        }
        else if (fit.Unknown.Count > 0)
        {
            LogOlder(theirs.Service, string.Join(", ", fit.Unknown));
        }
    }

    [LoggerMessage(EventIds.ContractsUnfit, LogLevel.Error,
        "Nothing is sent to {Module} at '{Service}': its contracts do not fit ours. {Differences}. Deploy both from the same version, or change contracts by optional members and new requests only")]
    private partial void LogUnfit(string module, string service, string differences);

    [LoggerMessage(EventIds.ContractsOlder, LogLevel.Warning, "'{Service}' does not answer {Requests}; these are unavailable until it is deployed with them")]
    private partial void LogOlder(string service, string requests);
}
