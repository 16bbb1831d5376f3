namespace Monolith.Strangler.Cli;

/// <summary>
/// Finds the operator token: <c>--token-file</c>, then STRANGLER_TOKEN, then STRANGLER_TOKEN_FILE. Never an argument: those are seen by every user of
/// the machine and kept in shell histories.
/// </summary>
internal static class OperatorToken
{
    private const string Advice =
        "The host writes it to <DataDir>/operator-token at its first start; name that file with --token-file or STRANGLER_TOKEN_FILE, or put the token into STRANGLER_TOKEN.";

    /// <exception cref="CliException">There is none.</exception>
    public static string Find(string? file)
    {
        if (file is null && Environment.GetEnvironmentVariable("STRANGLER_TOKEN")?.Trim() is { Length: > 0 } token)
        {
            return token;
        }

        file = FileOf(file) ?? throw new CliException(ExitCode.Token, $"There is no operator token. {Advice}");
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } content ? content : throw new CliException(ExitCode.Token, $"'{file}' is empty. {Advice}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Token, $"The operator token cannot be read: {e.Message} {Advice}");
        }
    }

    /// <summary>The folder in which the Host keeps the token and what else is its own; null where no file is named.</summary>
    /// <param name="file">As <c>--token-file</c> names it, or null.</param>
    public static string? DirectoryOfFile(string? file) => FileOf(file) is { } found ? Path.GetDirectoryName(Path.GetFullPath(found)) : null;

    private static string? FileOf(string? named)
        => (named ?? Environment.GetEnvironmentVariable("STRANGLER_TOKEN_FILE")) is { Length: > 0 } file ? file : null;
}
