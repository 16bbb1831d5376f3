using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// The last good flags in the data folder, so that a host which starts without its database routes as it did before.
/// </summary>
internal sealed partial class SnapshotFile(DataDirectory dataDirectory, ILogger<SnapshotFile> logger)
{
    public string Path { get; } = dataDirectory.PathOf("strangler", "snapshot.json");

    /// <summary>Null when there is none that can be used.</summary>
    public RoutingSnapshot? Read()
    {
        try
        {
            return File.Exists(Path) && JsonSerializer.Deserialize<Content>(File.ReadAllText(Path)) is { } content
                ? new RoutingSnapshot(content.Version, FlagDocument.Parse(content.Document.GetRawText()))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidFlagsException)
        {
            LogUnreadable(e, Path);
            return null;
        }
    }

    public void Write(RoutingSnapshot snapshot)
    {
        try
        {
            using var document = JsonDocument.Parse(snapshot.Document.ToJson());
            DataDirectory.WritePrivateFile(Path, JsonSerializer.Serialize(new Content(snapshot.Version, document.RootElement)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(e, Path);
        }
    }

    private sealed record Content(long Version, JsonElement Document);

    [LoggerMessage(EventIds.SnapshotFileUnreadable, LogLevel.Error, "The last flags in {Path} cannot be used; without the database everything stays in the monolith")]
    private partial void LogUnreadable(Exception exception, string path);

    [LoggerMessage(EventIds.SnapshotFileNotWritten, LogLevel.Warning, "The flags could not be kept in {Path}; a start without the database would use older ones")]
    private partial void LogNotWritten(Exception exception, string path);
}
