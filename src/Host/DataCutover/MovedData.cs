using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Status;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Host.DataCutover;

/// <summary>For operators, beside the traffic.</summary>
internal sealed class MovedData(DataLookout lookout) : IMovedData
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<DataStatus>> StatusAsync(CancellationToken cancellationToken)
    {
        var sight = await lookout.RecentAsync(cancellationToken);
        return [.. sight.Modules.Select(m => Of(m, sight.At))];
    }

    public async Task<DataHistory> HistoryAsync(int limit, CancellationToken cancellationToken)
    {
        var histories = await Task.WhenAll(lookout.Prepared().Select(m => ReadAsync(m, limit, cancellationToken)));
        return new(
            [.. histories.SelectMany(h => h.Entries).OrderByDescending(e => e.At).Take(limit).Select(Of)],
            [.. histories.SelectMany(h => h.Unread)]);
    }

    private static async Task<ModuleHistory> ReadAsync(MovableModule module, int limit, CancellationToken cancellationToken)
    {
        await using var pair = DataLookout.PairOf(module);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await new HistoryReader(pair).ReadAsync(limit, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new([], [$"The databases of {module.Schema} had not answered after {Patience.TotalSeconds} s: what they recorded is missing."]);
        }
    }

    private static DataStatus Of(ModuleStatus status, DateTimeOffset at) => new(
        status.Module, Word(status.Stage), status.Owner is { } owner ? Word(owner) : null, status.Epoch,
        [.. status.Streams.Select(s => new DataStream(Word(s.Direction == Direction.Forward ? Place.Own : Place.Monolith), Word(status.MovementOf(s.Direction)), s.Slot?.Health, s.Slot?.LagBytes))],
        status.IsWayBackArmed, status.WayBackTrouble, status.Halted, at);

    private static DataStep Of(HistoryEntry entry)
        => new(entry.Module, entry.At, entry.Who, Word(entry.Step), Word(entry.From), Word(entry.To), entry.Epoch, entry.Halted?.TotalMilliseconds);

    private static string Word<T>(T value)
        where T : struct, Enum
        => MetricNames<T>.Of(value);
}
