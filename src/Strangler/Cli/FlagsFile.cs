namespace Monolith.Strangler.Cli;

/// <summary>A document of flags that somebody keeps, in version control for example.</summary>
internal static class FlagsFile
{
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
