using Monolith.Strangler.Cutover;
using Npgsql;

namespace Monolith.Strangler.Cli.Data;

/// <summary>Turns what goes wrong on databases into messages and exit codes.</summary>
internal static class Failures
{
    /// <exception cref="CliException">The work failed.</exception>
    public static async Task<int> TellAsync(Func<Task<int>> work, CancellationToken stop)
    {
        try
        {
            return await work();
        }
        catch (CutoverException e)
        {
            throw new CliException(ExitCode.Refused, e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unfinished, "Stopped. What was done stays; the same command goes on from there.");
        }
        catch (PostgresException e) when (IsRefusedConnection(e))
        {
            throw new CliException(ExitCode.DatabaseUnreachable, $"A database refuses the connection: {e.MessageText}.");
        }
        catch (PostgresException e)
        {
            throw new CliException(ExitCode.Failed, $"A database refused a statement: {e.MessageText} (SQLSTATE {e.SqlState}).{(e.Hint is null ? "" : $" {e.Hint}")}");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new CliException(ExitCode.DatabaseUnreachable, $"A database cannot be reached, or went away: {e.Message}{(e.InnerException is null ? "" : $" ({e.InnerException.Message})")}");
        }
    }

    /// <summary>Classes 28 (authentication) and 3D (no such database), and a server that starts, stops or is full.</summary>
    private static bool IsRefusedConnection(PostgresException e)
        => e.SqlState.StartsWith("28", StringComparison.Ordinal) || e.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || e.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.TooManyConnections;
}
