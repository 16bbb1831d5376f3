using System.Diagnostics;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;

namespace Monolith.DataCutover.Kills;

/// <summary>
/// A PostgreSQL server that can be killed, with all its processes, and started again. Commits wait until the operating system has them, which outlives the
/// server here; not for the disk.
/// </summary>
internal sealed class KillableServer : IAsyncDisposable
{
    private const string Guardian =
        """
        "$2/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1 || exit 1
        while read -r order; do
            case $order in
                start)
                    "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c shared_buffers=32MB -c max_connections=100 -c wal_level=logical \
                        -c wal_retrieve_retry_interval=100ms </dev/null >>"$1/server.log" 2>&1 &
                    server=$! ;;
                kill)
                    family="$server $(pgrep -P $server)"
                    kill -9 $family; wait $server
                    echo done >"$1/killed" ;;
            esac
        done
        kill -INT $server; wait $server; rm -rf "$1"
        """;

    private static int _databases;
    private readonly string _folder;
    private readonly Process _guardian;

    private KillableServer(string folder, Process guardian) => (_folder, _guardian) = (folder, guardian);

    private string ConnectionString => $"Host={_folder};Username=postgres;Database=postgres;Include Error Detail=true";

    public static async Task<KillableServer> StartNewAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pg").FullName;
        var server = new KillableServer(folder, await TemporaryCluster.StartShellAsync(Guardian, folder, PostgresBinaries.Find()));
        await server.StartAsync();
        return server;
    }

    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"killable_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async Task KillAsync()
    {
        var killed = Path.Combine(_folder, "killed");
        await OrderAsync("kill");
        for (var tries = 0; !File.Exists(killed); tries++)
        {
            (_guardian.HasExited || tries > 1200).ShouldBeFalse("the server cannot be killed");
            await Task.Delay(50);
        }

        File.Delete(killed);
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        await OrderAsync("start");
        await TemporaryCluster.WaitAsync(_guardian, ConnectionString, _folder);
    }

    public async ValueTask DisposeAsync()
    {
        _guardian.StandardInput.Close();
        await _guardian.WaitForExitAsync();
    }

    private async Task OrderAsync(string order)
    {
        await _guardian.StandardInput.WriteLineAsync(order);
        await _guardian.StandardInput.FlushAsync();
    }
}
