using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>Which services have told contracts that do not fit ours, and so send nothing: until they come with others. One entry for each trusted service and module.</summary>
internal sealed partial class UnfitSenders(ILogger<UnfitSenders> logger)
{
    private readonly ConcurrentDictionary<(string Service, string Module), IReadOnlyList<string>> _unfit = new();

    public IEnumerable<string> Told => _unfit.Select(u => $"'{u.Key.Service}' may not send to {u.Key.Module}: {string.Join("; ", u.Value)}.");

    public void Note(string service, string module, ContractFit fit)
    {
        if (fit.IsCompatible)
        {
            _unfit.TryRemove((service, module), out _);
        }
        else if (!_unfit.TryGetValue((service, module), out var known) || !known.SequenceEqual(fit.Differences, StringComparer.Ordinal))
        {
            _unfit[(service, module)] = fit.Differences;
            LogUnfit(service, module, string.Join("; ", fit.Differences));
        }
    }

    [LoggerMessage(EventIds.ContractsUnfit, LogLevel.Error,
        "'{Service}' sends nothing to {Module}: its contracts do not fit ours. {Differences}. Deploy both from the same version, or change contracts by optional members and new requests only")]
    private partial void LogUnfit(string service, string module, string differences);
}
