using System.Diagnostics;
using Npgsql;

namespace Monolith.Unit.Postgres;

/// <summary>
/// One PostgreSQL server for the whole test run, in a temporary folder, reachable through a unix socket only (no port to collide on).
/// It is stopped and its folder removed when this process ends in any way, kill -9 included: its guardian waits for the end of our pipe.
/// </summary>
internal static class TemporaryCluster
{
    // initdb and the server refuse root; $1 folder, $2 binaries. Settings are for speed: nothing here has to survive a crash.
    private const string Guardian =
        """
        "$2/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1 || exit 1
        "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c shared_buffers=32MB -c max_connections=300 -c wal_level=logical \
            -c max_wal_senders=60 -c max_replication_slots=60 -c max_logical_replication_workers=60 -c max_worker_processes=80 -c max_prepared_transactions=10 \
            -c wal_retrieve_retry_interval=100ms </dev/null >"$1/server.log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -INT $server; wait $server; rm -rf "$1"
        """;

    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    /// <summary>The superuser's connection to the maintenance database.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    private static async Task<string> StartAsync()
    {
        var binaries = PostgresBinaries.Find();
        var folder = Directory.CreateTempSubdirectory("pg").FullName;
        var guardian = await StartShellAsync(Guardian, folder, binaries);
        var connectionString = $"Host={folder};Username=postgres;Database=postgres;Include Error Detail=true";
        await WaitAsync(guardian, connectionString, folder);
        return connectionString;
    }

    /// <summary>Runs a script as a user that a server accepts, who gets the folder; it ends when its input, a pipe of ours, does.</summary>
    /// <param name="script">Finds the folder in $1 and the binaries in $2.</param>
    /// <param name="folder">Temporary.</param>
    /// <param name="binaries">The server's.</param>
    public static async Task<Process> StartShellAsync(string script, string folder, string binaries)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, UseShellExecute = false };
        if (Environment.UserName == "root")
        {
            using var chown = Process.Start("chown", ["postgres", folder]);
            await chown.WaitForExitAsync();
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", "postgres", "--", "sh"])
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in (string[])["-c", script, "sh", folder, binaries])
        {
            start.ArgumentList.Add(argument);
        }

        var shell = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => shell.StandardInput.Close();
        return shell;
    }

    /// <summary>Returns when the server answers.</summary>
    public static async Task WaitAsync(Process guardian, string connectionString, string folder)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException e)
            {
                if (guardian.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60))
                {
                    var logs = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log").Select(File.ReadAllText) : [];
                    throw new InvalidOperationException($"The tests' PostgreSQL did not start: {string.Join('\n', logs)}", e);
                }
            }
        }
    }
}
