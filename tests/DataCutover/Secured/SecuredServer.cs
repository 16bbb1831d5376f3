using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Monolith.Unit.Postgres;
using Npgsql;

namespace Monolith.DataCutover.Secured;

/// <summary>A PostgreSQL server as one has them in production: reached by TCP, with TLS and passwords only.</summary>
internal sealed class SecuredServer : IAsyncDisposable
{
    /// <summary>As hard to pass on as one may be.</summary>
    public const string Password = "it's \\ a secret";

    private const string Guardian =
        """
        "$2/initdb" -D "$1/data" -U postgres -A scram-sha-256 --pwfile="$1/password" -E UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1 || exit 1
        printf 'hostssl all all localhost scram-sha-256\n' >"$1/data/pg_hba.conf"
        install -m 600 "$1/server.key" "$1/data/server.key"
        # As in most productions; binaries that come alone are without it.
        preload=; if [ -e "$(dirname "$(readlink -f "$2/postgres")")/../lib/pg_stat_statements.so" ]; then preload=pg_stat_statements; fi
        "$2/postgres" -D "$1/data" -k "" -p "$(cat "$1/port")" -c listen_addresses=localhost -c fsync=off -c shared_buffers=32MB -c wal_level=logical -c wal_retrieve_retry_interval=100ms \
            -c ssl=on -c log_statement=all -c shared_preload_libraries=$preload -c ssl_cert_file="$1/server.crt" </dev/null >"$1/server.log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -INT $server; wait $server; rm -rf "$1"
        """;

    private readonly string _folder;
    private readonly int _port;
    private readonly Process _guardian;

    private SecuredServer(string folder, int port, Process guardian) => (_folder, _port, _guardian) = (folder, port, guardian);

    /// <summary>What the server has said.</summary>
    public Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(_folder, "server.log"));

    /// <summary>Each statement's text that it keeps for whoever watches it; null where it was not told to keep any.</summary>
    public async Task<string?> KeptStatementsAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var keeps = source.CreateCommand("SELECT current_setting('shared_preload_libraries') <> ''");
        if (!(bool)(await keeps.ExecuteScalarAsync())!)
        {
            return null;
        }

        await ExecuteAsync("postgres", "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        await using var texts = source.CreateCommand("SELECT string_agg(query, E'\\n') FROM pg_stat_statements");
        return (string)(await texts.ExecuteScalarAsync())!;
    }

    /// <summary>Looks at what its sessions say that they do, again and again, as a monitor does.</summary>
    /// <returns>All that was seen until then.</returns>
    public async Task<string> ActivityDuringAsync(Func<Task> work)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var connection = await source.OpenConnectionAsync();
        await using var look = new NpgsqlCommand("SELECT coalesce(string_agg(query, E'\\n'), '') FROM pg_stat_activity WHERE pid <> pg_backend_pid()", connection);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var working = work();
        do
        {
            seen.Add((string)(await look.ExecuteScalarAsync())!);
        }
        while (!working.IsCompleted);

        await working;
        return string.Join('\n', seen);
    }

    /// <param name="binaries">Of the version it is to be.</param>
    public static async Task<SecuredServer> StartNewAsync(string binaries)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("pg").FullName, Ports.Free());
        using var authority = new CertificateAuthority();
        using var certificate = authority.Issue("localhost");
        using var key = certificate.GetECDsaPrivateKey()!;
        foreach (var (name, content) in (IEnumerable<(string, string)>)
            [("password", Password), ("port", port.ToString(CultureInfo.InvariantCulture)), ("authority.pem", authority.Pem), ("server.crt", certificate.ExportCertificatePem()), ("server.key", key.ExportECPrivateKeyPem())])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), content);
        }

        var server = new SecuredServer(folder, port, await TemporaryCluster.StartShellAsync(Guardian, folder, binaries));
        await TemporaryCluster.WaitAsync(server._guardian, server.ConnectionTo("postgres"), folder);
        return server;
    }

    /// <summary>With the server's certificate verified. Every role has the same password.</summary>
    public string ConnectionTo(string database, string role = "postgres", string password = Password) => new NpgsqlConnectionStringBuilder
    {
        Host = "localhost",
        Port = _port,
        Database = database,
        Username = role,
        Password = password,
        SslMode = SslMode.VerifyFull,
        RootCertificate = Path.Combine(_folder, "authority.pem"),
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>As the superuser.</summary>
    public async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database) + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A role that may log in, and what else is said.</summary>
    public Task CreateRoleAsync(string role, string attributes)
        => ExecuteAsync("postgres", "SET log_statement = none", "SET pg_stat_statements.track_utility = off", $"CREATE ROLE {role} LOGIN PASSWORD '{Password.Replace("'", "''", StringComparison.Ordinal)}' {attributes}");

    public async ValueTask DisposeAsync()
    {
        _guardian.StandardInput.Close();
        await _guardian.WaitForExitAsync();
    }
}
