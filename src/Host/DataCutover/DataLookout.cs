using Monolith.Kernel.Data.Ownership;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;
using Npgsql;

namespace Monolith.Host.DataCutover;

/// <summary>Asks the databases where the modules' data is: one look at a time, for everybody who wants one.</summary>
/// <param name="prepared">The modules that were prepared to be moved.</param>
/// <param name="time">The clock.</param>
internal sealed class DataLookout(Func<IReadOnlyList<MovableModule>> prepared, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Whoever asks again within that time gets the same answer.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    /// <summary>Longer nobody is kept waiting for a database that does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<DataSight>? _looking;
    private volatile DataSight _latest = new([], DateTimeOffset.MinValue);

    /// <summary>What was seen last.</summary>
    public DataSight Latest => _latest;

    /// <summary>The two databases of a module, with this Host's rights.</summary>
    public static CutoverPair PairOf(MovableModule module)
        => new(module.Schema, new CutoverDatabase(Place.Monolith, module.Monolith), new CutoverDatabase(Place.Own, module.Own));

    /// <summary>Looks, or joins who is looking.</summary>
    /// <exception cref="NpgsqlException">A database failed otherwise than by not answering.</exception>
    /// <exception cref="TimeoutException">It took more than 10 s.</exception>
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
        catch (Exception e) when (e is TimeoutException or NpgsqlException)
        {
            // When it was seen is part of the answer.
            return _latest;
        }
    }

    private async Task<DataSight> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            var all = await Task.WhenAll(prepared().Select(m => ReadAsync(m, limit.Token)));
            return _latest = new([.. all.Where(s => s.Stage != ModuleStage.Shared)], time.GetUtcNow());
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The databases had not answered after {Limit.TotalSeconds} s.", e);
        }
    }

    private static async Task<ModuleStatus> ReadAsync(MovableModule module, CancellationToken cancellationToken)
    {
        await using var pair = PairOf(module);
        return await new StatusReader(pair).ReadAsync(cancellationToken);
    }
}
