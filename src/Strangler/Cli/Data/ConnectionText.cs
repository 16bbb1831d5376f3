using Npgsql;

namespace Monolith.Strangler.Cli.Data;

/// <summary>A connection in Npgsql's words. No message shows any of it: it may hold a password.</summary>
internal static class ConnectionText
{
    private const string Example = "Host=db.example.com;Port=5432;Username=postgres;Password=...;Database=monolith;SSL Mode=VerifyFull";

    /// <param name="file">With the connection in it, and nothing else.</param>
    /// <param name="source">Who named it, for messages.</param>
    /// <exception cref="CliException">It cannot be read, or is no connection.</exception>
    public static NpgsqlConnectionStringBuilder Read(string file, string source)
    {
        try
        {
            return Parse(File.ReadAllText(file), source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"The connection that {source} names cannot be read: {e.Message}");
        }
    }

    /// <exception cref="CliException">It is no connection, or names no host, no user or no database.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string source)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new(text.Trim());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new CliException(ExitCode.Usage, $"What {source} holds is no connection in Npgsql's words, such as \"{Example}\".");
        }

        (string Name, string? Value)[] needed = [("Host", connection.Host), ("Username", connection.Username), ("Database", connection.Database)];
        if (needed.FirstOrDefault(n => string.IsNullOrEmpty(n.Value)).Name is { } missing)
        {
            throw new CliException(ExitCode.Usage, $"The connection in {source} names no {missing}. It looks like \"{Example}\".");
        }

        return connection;
    }
}
