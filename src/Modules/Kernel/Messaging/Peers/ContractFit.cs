using Monolith.Kernel.Messaging.Shapes;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>
/// Whether two builds of one Contracts assembly understand each other. Each request must be the other's, or have grown from it, or be what the other has grown from:
/// the same rule that events are held to. A request that one side does not have breaks the others not.
/// </summary>
/// <param name="Differences">What does not fit, request and member; empty when they do.</param>
/// <param name="Unknown">Requests that the answering side does not have.</param>
internal sealed record ContractFit(IReadOnlyList<string> Differences, IReadOnlySet<string> Unknown)
{
    /// <summary>A peer may list no more, so that no text grows without bound.</summary>
    private const int MostTold = 5;

    public bool IsCompatible => Differences.Count == 0;

    /// <param name="senders">Of the side that sends.</param>
    /// <param name="answerers">Of the side that answers.</param>
    public static ContractFit Between(ContractsMessage senders, ContractsMessage answerers)
    {
        if (senders.Fingerprint == answerers.Fingerprint)
        {
            return new([], new HashSet<string>(StringComparer.Ordinal));
        }

        var answered = answerers.Requests.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var differences = senders.Requests.Where(r => answered.ContainsKey(r.Name)).SelectMany(r => DifferencesOf(r, answered[r.Name]));
        return new([.. differences.Take(MostTold)], senders.Requests.Select(r => r.Name).Where(n => !answered.ContainsKey(n)).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> DifferencesOf(ContractShape sent, ContractShape answered)
    {
        var (senderIsNewer, answererIsNewer) = (sent.BreaksSince(answered).ToList(), answered.BreaksSince(sent).ToList());
        if (senderIsNewer.Count == 0 || answererIsNewer.Count == 0)
        {
            return [];
        }

        var answererDiffers = answererIsNewer.Count <= senderIsNewer.Count;
        return (answererDiffers ? answererIsNewer : senderIsNewer).Select(b =>
            answererDiffers ? $"{sent.Name}: {Compare(b.Path, b.Before, b.Now)}" : $"{sent.Name}: {Compare(b.Path, b.Now, b.Before)}");
    }

    private static string Compare(string path, string? sent, string? answered)
        => sent is null ? $"'{path}' ({answered}) is not known to the sender"
            : answered is null ? $"'{path}' ({sent}) is not known to the answering side"
            : $"'{path}' is '{sent}' for the sender and '{answered}' for the answering side";
}
