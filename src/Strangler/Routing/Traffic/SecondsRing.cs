namespace Monolith.Strangler.Routing.Traffic;

/// <summary>
/// Counts requests and errors of the last 60 s, without locks. A cell is one second in one number: which second (24 bits), requests (20 bits),
/// errors (20 bits); so a cell that is taken over from an older second is reset and counted in one step. More than 1,048,575 a second stay at that.
/// </summary>
internal sealed class SecondsRing(TimeProvider time)
{
    private const int Window = 60;
    private const int Cells = 64;
    private const int FieldBits = 20;
    private const long FieldMask = (1 << FieldBits) - 1;
    private const long SecondMask = (1 << 24) - 1;

    private readonly long[] _cells = new long[Cells];

    public void Add(bool error) => Add(error, time.GetTimestamp());

    /// <param name="error">Whether it failed.</param>
    /// <param name="now">A timestamp of the time provider.</param>
    public void Add(bool error, long now)
    {
        var second = now / time.TimestampFrequency;
        ref var cell = ref _cells[second % Cells];
        long seen, next;
        do
        {
            seen = Volatile.Read(ref cell);
            var (requests, errors) = SecondOf(seen) == (second & SecondMask) ? FiguresOf(seen) : default;
            next = ((second & SecondMask) << (2 * FieldBits)) | (Math.Min(requests + 1, FieldMask) << FieldBits) | Math.Min(errors + (error ? 1 : 0), FieldMask);
        }
        while (Interlocked.CompareExchange(ref cell, next, seen) != seen);
    }

    /// <summary>The second that is running and the 59 before it.</summary>
    public (long Requests, long Errors) Sum()
    {
        var now = time.GetTimestamp() / time.TimestampFrequency;
        long requests = 0, errors = 0;
        for (var second = Math.Max(0, now - Window + 1); second <= now; second++)
        {
            var cell = Volatile.Read(ref _cells[second % Cells]);
            if (SecondOf(cell) == (second & SecondMask))
            {
                var figures = FiguresOf(cell);
                requests += figures.Requests;
                errors += figures.Errors;
            }
        }

        return (requests, errors);
    }

    private static long SecondOf(long cell) => (cell >> (2 * FieldBits)) & SecondMask;

    private static (long Requests, long Errors) FiguresOf(long cell) => ((cell >> FieldBits) & FieldMask, cell & FieldMask);
}
