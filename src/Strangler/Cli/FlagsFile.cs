using System.Text.Json;

namespace Monolith.Strangler.Cli;

/// <summary>A document of flags that somebody keeps, in version control for example.</summary>
internal static class FlagsFile
{
    /// <exception cref="CliException">It cannot be read, or is no JSON.</exception>
    public static JsonElement Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(Read(path));
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Usage, $"'{path}' is no document of flags: {e.Message}");
        }
    }

    /// <exception cref="CliException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"'{path}' cannot be written: {e.Message}");
        }
    }

    /// <exception cref="CliException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"'{path}' cannot be read: {e.Message}");
        }
    }
}
