namespace Monolith.Integration.Environments;

/// <summary>What a process wrote, standard output and standard error together, the latest lines of it.</summary>
internal sealed class ProcessOutput
{
    private const int Kept = 20_000;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private long _written;

    /// <summary>The number of lines so far: a place to read from later.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _written;
            }
        }
    }

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _written++;
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>The last <paramref name="lines"/> lines written after <paramref name="position"/>.</summary>
    public string Tail(int lines, long position = 0)
    {
        lock (_lock)
        {
            var fresh = (int)Math.Min(_lines.Count, Math.Max(0, _written - position));
            return string.Join('\n', _lines.Skip(_lines.Count - Math.Min(fresh, lines)));
        }
    }

    public override string ToString() => Tail(Kept);
}
