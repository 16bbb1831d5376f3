using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Host.PrivatePostgres;
using Npgsql;
using Shouldly;

namespace Monolith.Unit.Host.PrivatePostgres;

/// <summary>A data directory of a test's own, and the real server on it.</summary>
public sealed class PostgresFixtureFolder : IDisposable
{
    // Short, so that the socket is beside the data; the server's user must be able to pass, as in a folder made by hand.
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mpg");

    public PostgresFixtureFolder() => Open(true);

    public string Path => _root.FullName;

    internal PrivatePostgresOptions Options { get; } = new() { Fsync = false, MaxConnections = 20 };

    internal DataFolder Folder => new(Options, Path);

    /// <summary>Whether other users may pass through the folder.</summary>
    public void Open(bool forEveryone) => _root.UnixFileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | (forEveryone ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None);

    internal Task<PrivatePostgresServer> StartAsync(CancellationToken cancellationToken = default) =>
        PrivatePostgresServer.StartAsync(Options, Path, NullLoggerFactory.Instance, null, cancellationToken);

    internal async Task<PrivatePostgresException> FailsToStartAsync() =>
        await Should.ThrowAsync<PrivatePostgresException>(async () =>
        {
            await using var server = await StartAsync();
        });

    /// <summary>What a Host does before it starts the server; with this a test can start or stop it behind the Host's back.</summary>
    internal async Task<PostmasterControl> ControlAsync()
    {
        var cluster = await ClusterPreparation.PrepareAsync(Folder, Options, NullLogger.Instance, CancellationToken.None);
        return new PostmasterControl(cluster, Options.StartTimeout, NullLogger.Instance, TimeProvider.System);
    }

    internal async Task<Postmaster> PostmasterAsync() =>
        (await Postmaster.FindAsync(Folder, CancellationToken.None)).ShouldNotBeNull();

    internal static async Task<string?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    public void Dispose() => _root.Delete(recursive: true);
}
