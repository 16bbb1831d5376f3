using Monolith.Kernel.Data.Ownership;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;

namespace Monolith.Host.DataCutover;

/// <summary>Asks the databases where the modules' data is: one look at a time, for everybody who wants one.</summary>
/// <param name="prepared">The modules that were prepared to be moved.</param>
/// <param name="schemas">All that have data: the others are where they always were, and no database is asked about them.</param>
/// <param name="time">The clock.</param>
internal sealed class DataLookout(Func<IReadOnlyList<MovableModule>> prepared, IReadOnlyList<string> schemas, TimeProvider time)
{
    /// <summary>Whoever asks again within that time gets the same answer.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    /// <summary>Longer nobody is kept waiting for a database that does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<DataSight>? _looking;
    private volatile DataSight _latest = new([], DateTimeOffset.MinValue);

    /// <summary>A database that has said nothing after that time is not known to be anything.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What was seen last.</summary>
    public DataSight Latest => _latest;

    /// <summary>The modules that were prepared to be moved.</summary>
    public IReadOnlyList<MovableModule> Prepared() => prepared();

    /// <summary>The two databases of a module, with this Host's rights.</summary>
    public static CutoverPair PairOf(MovableModule module)
        => new(module.Schema, new CutoverDatabase(Place.Monolith, module.Monolith), new CutoverDatabase(Place.Own, module.Own));

    /// <summary>Looks, or joins who is looking; ends within <see cref="LongestAnswer"/>. What cannot be asked is seen as that: what was seen before would be told for ever.</summary>
    public Task<DataSight> LookAsync()
    {
        lock (_lock)
        {
            return _looking is { IsCompleted: false } ? _looking : _looking = ReadAsync();
        }
    }

    /// <summary>Looks where the last look is some time ago, and takes what was seen last where that does not come to an end soon.</summary>
    public async Task<DataSight> RecentAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _latest.At < Recent)
        {
            return _latest;
        }

        try
        {
            return await LookAsync().WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // When it was seen is part of the answer.
            return _latest;
        }
    }

    private async Task<DataSight> ReadAsync()
    {
        var asked = await Task.WhenAll(prepared().Select(ReadAsync));
        var moved = asked.Where(s => s.Stage != ModuleStage.Shared).ToDictionary(s => s.Module, StringComparer.Ordinal);
        return _latest = new([.. schemas.Order(StringComparer.Ordinal).Select(s => moved.GetValueOrDefault(s) ?? ModuleStatus.NeverPrepared(s))], time.GetUtcNow());
    }

    private async Task<ModuleStatus> ReadAsync(MovableModule module)
    {
        await using var pair = PairOf(module);
        return await new StatusReader(pair) { Patience = LongestAnswer }.ReadAsync(CancellationToken.None);
    }
}
