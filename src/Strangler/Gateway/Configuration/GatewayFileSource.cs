namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>Where <c>strangler.json</c> is, and how it is read and replaced while others do the same.</summary>
/// <param name="path">Absolute. May be a link, also one that is moved to another target.</param>
/// <param name="flagsInFile">False where the flags are in PostgreSQL.</param>
internal sealed class GatewayFileSource(string path, bool flagsInFile)
{
    /// <summary>In bytes. More is a mistake: it is read whole.</summary>
    private const long LargestFile = 16 * 1024 * 1024;

    public string Path => path;

    /// <exception cref="GatewayFileException">It is too large.</exception>
    /// <exception cref="IOException">It cannot be read: it is gone, for example.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not.</exception>
    public string Read()
    {
        // Whoever replaces or removes it meanwhile shall not be hindered.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > LargestFile)
        {
            throw new GatewayFileException(path, [$"is larger than {LargestFile} bytes."]);
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <exception cref="GatewayFileException">With every error.</exception>
    public GatewayConfiguration Parse(string text) => GatewayFileReader.Parse(path, text, flagsInFile);

    /// <summary>A reader sees the old file or the new one. The new one has the old one's mode, which may be wider or narrower than ours would be.</summary>
    /// <exception cref="IOException">It could not be written; the old one is there.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not: as with the files of a ConfigMap.</exception>
    public void Write(string text)
    {
        // The file itself, not a link to it: that would become a file.
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var temporary = $"{target}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(temporary, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
