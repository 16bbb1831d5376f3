namespace Monolith.Strangler.Cli.Data;

/// <summary>How fast a sum has grown of late.</summary>
internal sealed class CopyRate(TimeProvider? time = null)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Queue<(TimeSpan At, long Sum)> _sums = new();
    private readonly long _began = (time ?? TimeProvider.System).GetTimestamp();
    private (TimeSpan At, long Sum) _last;

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>Of the last 15 s; 0 where nothing grew, or too little is known.</summary>
    public long PerSecond
        => _sums.TryPeek(out var first) && _last.At > first.At ? Math.Max(0, (long)((_last.Sum - first.Sum) / (_last.At - first.At).TotalSeconds)) : 0;

    public void Add(long sum)
    {
        _last = (Now, sum);
        _sums.Enqueue(_last);
        while (_sums.TryPeek(out var first) && _last.At - first.At > Window)
        {
            _sums.Dequeue();
        }
    }

    /// <summary>How long the rest takes at that rate; null where it cannot be told, or longer than anybody can use.</summary>
    public TimeSpan? Left(long rest) => PerSecond > 0 && rest > 0 && rest / PerSecond < TimeSpan.SecondsPerDay ? TimeSpan.FromSeconds(rest / PerSecond) : null;
}
