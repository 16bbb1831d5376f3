using System.Text.Json;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>The ledger of a gateway without a database: <c>{DataDir}/strangler/ledger.jsonl</c>, an entry a line, each hashing the one before. Lines are added only.</summary>
internal sealed class LedgerFile
{
    private readonly string _path;
    private readonly List<LedgerEntry> _entries;

    /// <exception cref="StartupException">A line cannot be read, other than the last one, which a crash may have cut.</exception>
    public LedgerFile(DataDirectory dataDirectory)
    {
        _path = dataDirectory.PathOf("strangler", "ledger.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _entries = Read(_path);
    }

    public LedgerEntry? Head => _entries.Count > 0 ? _entries[^1] : null;

    /// <summary>All of them, oldest first. For one caller at a time, as everything here.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Returns when the entry is on the disk.</summary>
    public void Append(LedgerEntry entry)
    {
        using (var stream = new FileStream(_path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            JsonSerializer.Serialize(stream, entry, LedgerJson.Options);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }

        _entries.Add(entry);
    }

    private static List<LedgerEntry> Read(string path)
    {
        var entries = new List<LedgerEntry>();
        if (!File.Exists(path))
        {
            return entries;
        }

        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var (number, line) in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            try
            {
                entries.Add(JsonSerializer.Deserialize<LedgerEntry>(line, LedgerJson.Options) ?? throw new JsonException("it is null."));
            }
            catch (JsonException e)
            {
                throw new StartupException([$"The ledger {path}, line {number + 1}, cannot be read: {e.Message} Restore it from a copy, or move it away to begin a new one."]);
            }
        }

        if (whole < text.Length)
        {
            // The append that was not finished was not acknowledged either.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
            stream.SetLength(System.Text.Encoding.UTF8.GetByteCount(text[..whole]));
        }

        return entries;
    }
}
