using System.Diagnostics;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>A client program of PostgreSQL's that connects by itself.</summary>
internal static class PostgresProgram
{
    /// <summary>Starts it on a database. The password is not among the arguments, which every user of the machine can read.</summary>
    /// <exception cref="CutoverException">There is no such program.</exception>
    public static Process Start(string program, CutoverDatabase database, params string[] arguments)
    {
        var address = LibpqAddress.Of(new(database.Connection.ConnectionString) { Password = null });
        return Start(program, database.Connection.Password, [.. arguments, $"--dbname={address}"]);
    }

    /// <inheritdoc cref="Start(string, CutoverDatabase, string[])"/>
    public static Process Start(string program, string? password, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (password is not null)
        {
            start.Environment["PGPASSWORD"] = password;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CutoverException($"'{program}' cannot be started ({e.Message}). It comes with PostgreSQL's client programs (Debian: postgresql-client); name another with --pg-dump.", e);
        }
    }

    /// <summary>Waits for its end; one whose caller gives up is ended.</summary>
    /// <exception cref="CutoverException">It failed.</exception>
    public static async Task EndAsync(Process process, Func<CancellationToken, Task> read, string what, CancellationToken cancellationToken)
    {
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await read(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new CutoverException($"{what}: {(await errors).Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
