using System.Text.Json;

namespace Monolith.Host.PrivatePostgres;

/// <summary>What the next start wants to know of this one. Losing it costs nothing but another port.</summary>
/// <param name="Port">The server's; 0 while there is none yet.</param>
/// <param name="HostProcessId">For the message to a second Host; the lock decides, not this.</param>
internal sealed record HostState(int Port, int HostProcessId)
{
    public static HostState? Read(DataFolder folder)
    {
        try
        {
            return File.Exists(folder.StateFile)
                ? JsonSerializer.Deserialize<HostState>(File.ReadAllText(folder.StateFile))
                : null;
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(DataFolder folder)
    {
        var draft = folder.StateFile + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(this));
        File.Move(draft, folder.StateFile, overwrite: true);
    }
}
