using System.Text.Json;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>
/// The ledger of a gateway without a database: <c>{DataDir}/strangler/ledger.jsonl</c>, an entry a line, each hashing the one before. Lines are added only, and
/// by one gateway: the file is kept open, and locked.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly List<LedgerEntry> _entries = [];

    /// <exception cref="StartupException">
    /// Another gateway has it, it may not be written, or a line cannot be read; other than the last one, which a crash may have cut.
    /// </exception>
    public LedgerFile(DataDirectory dataDirectory)
    {
        _path = dataDirectory.PathOf("strangler", "ledger.jsonl");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _file = new(_path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException([$"The ledger {_path} cannot be opened: {e.Message} Each gateway needs a 'dataDir' of its own, which it may write to."]);
        }

        try
        {
            Read();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public LedgerEntry? Head => _entries.Count > 0 ? _entries[^1] : null;

    /// <summary>All of them, oldest first. For one caller at a time, as everything here.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Returns when the entry is on the disk.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public void Append(LedgerEntry entry)
    {
        var end = _file.Length;
        _file.Position = end;
        try
        {
            JsonSerializer.Serialize(_file, entry, LedgerJson.Options);
            _file.WriteByte((byte)'\n');
            _file.Flush(flushToDisk: true);
        }
        catch
        {
            // The next one must not begin in the middle of a line.
            _file.SetLength(end);
            throw;
        }

        _entries.Add(entry);
    }

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var number = 0;
        foreach (var range in bytes.AsSpan(..whole).Split((byte)'\n'))
        {
            number++;
            var line = bytes.AsSpan(..whole)[range];
            if (!line.IsEmpty)
            {
                _entries.Add(Parse(line, number));
            }
        }

        if (whole < bytes.Length)
        {
            // The append that was not finished was not acknowledged either.
            _file.SetLength(whole);
        }
    }

    private LedgerEntry Parse(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerEntry>(line, LedgerJson.Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new StartupException([$"The ledger {_path}, line {number}, cannot be read: {e.Message} Restore it from a copy, or move it away to begin a new one."]);
        }
    }
}
