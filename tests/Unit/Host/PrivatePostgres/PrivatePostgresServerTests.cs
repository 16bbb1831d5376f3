using System.Net.Sockets;
using System.Net;
using Monolith.Host.PrivatePostgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.PrivatePostgres;

public sealed class PrivatePostgresServerTests : IDisposable
{
    private readonly PostgresFixtureFolder _folder = new();

    [Fact]
    public async Task StartAsync_EmptyFolder_ServesAClusterFitForTheMonolith()
    {
        await using var server = await _folder.StartAsync();

        server.Port.ShouldBeInRange(1024, 32767);
        server.Adopted.ShouldBeFalse();
        foreach (var (setting, value) in new (string, string)[]
        {
            ("wal_level", "logical"), ("max_wal_senders", "40"), ("max_replication_slots", "40"), ("data_checksums", "on"),
            ("server_encoding", "UTF8"), ("listen_addresses", "127.0.0.1"), ("unix_socket_permissions", "0700"), ("max_connections", "20"),
        })
        {
            (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, $"SHOW {setting}")).ShouldBe(value, setting);
        }

        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT current_user || '@' || current_database()")).ShouldBe("monolith_admin@monolith");
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT lower('É')")).ShouldBe("é");
    }

    [Fact]
    public async Task StartAsync_ListenTcp_AnswersOnLoopbackToThePasswordOnly()
    {
        await using var server = await _folder.StartAsync();
        var overTcp = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = "127.0.0.1" };
        (await PostgresFixtureFolder.QueryAsync(overTcp.ConnectionString, "SELECT 1")).ShouldBe("1");

        foreach (var host in (string[])["127.0.0.1", server.SocketDirectory])
        {
            overTcp.Host = host;
            overTcp.Password = "not it";
            var refused = await Should.ThrowAsync<PostgresException>(() => PostgresFixtureFolder.QueryAsync(overTcp.ConnectionString, "SELECT 1"));
            refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        }
    }

    [Fact]
    public async Task StartAsync_ListenTcpOff_LeavesThePortAlone()
    {
        _folder.Options.ListenTcp = false;
        await using var server = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT 1")).ShouldBe("1");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Should.ThrowAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, server.Port));
    }

    [Fact]
    public async Task StartAsync_EmptyFolder_KeepsThePasswordFromTheServersUser()
    {
        await using var server = await _folder.StartAsync();
        var folder = _folder.Folder;
        File.GetUnixFileMode(folder.PasswordFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Path.GetDirectoryName(folder.PasswordFile).ShouldBe(_folder.Path);
        var password = File.ReadAllText(folder.PasswordFile).Trim();
        password.Length.ShouldBe(64);
        Directory.EnumerateFiles(_folder.Path, "pwfile", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.Exists(folder.Staging).ShouldBeFalse();
        var account = await ServerAccount.ResolveAsync(folder, CancellationToken.None);
        if (!account.IsSelf)
            (await account.RunAsync(["cat", folder.PasswordFile], CancellationToken.None)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_Always_PutsTheServerInItsOwnSessionAsAnOrdinaryUser()
    {
        await using var server = await _folder.StartAsync();
        var postmaster = await _folder.PostmasterAsync();
        var listing = await Command.RunAsync(["ps", "-o", "sid=,uid=", "-p", $"{postmaster.ProcessId}"], null, TimeSpan.FromSeconds(5), CancellationToken.None);
        var fields = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        fields[0].ShouldBe($"{postmaster.ProcessId}");
        fields[1].ShouldNotBe("0");
    }

    [Fact]
    public async Task DisposeAsync_Running_StopsTheServerAndANewStartHasItsDataAndPort()
    {
        int port;
        Postmaster postmaster;
        await using (var first = await _folder.StartAsync())
        {
            port = first.Port;
            postmaster = await _folder.PostmasterAsync();
            await PostgresFixtureFolder.QueryAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS n");
        }

        postmaster.IsRunning.ShouldBeFalse();
        File.Exists(_folder.Folder.PostmasterFile).ShouldBeFalse();
        await using var second = await _folder.StartAsync();
        second.Port.ShouldBe(port);
        second.Adopted.ShouldBeFalse();
        (await PostgresFixtureFolder.QueryAsync(second.ConnectionString, "SELECT n FROM kept")).ShouldBe("42");
    }

    [Fact]
    public async Task StartAsync_RememberedPortTaken_TakesAnother()
    {
        int port;
        await using (var first = await _folder.StartAsync())
            port = first.Port;
        using var squatter = new TcpListener(IPAddress.Loopback, port);
        squatter.Start();
        await using var second = await _folder.StartAsync();
        second.Port.ShouldNotBe(port);
        (await PostgresFixtureFolder.QueryAsync(second.ConnectionString, "SELECT 1")).ShouldBe("1");
    }

    [Fact]
    public async Task StartAsync_AnotherHostOnTheFolder_FailsAndLeavesTheFirstAlone()
    {
        await using var first = await _folder.StartAsync();
        var failure = await _folder.FailsToStartAsync();
        failure.Message.ShouldContain(_folder.Folder.Path);
        failure.Message.ShouldContain($"process {Environment.ProcessId}");
        failure.Message.ShouldContain("Database:ConnectionString");
        (await PostgresFixtureFolder.QueryAsync(first.ConnectionString, "SELECT 1")).ShouldBe("1");
    }

    [Fact]
    public async Task StartAsync_FolderNoOneElseMayEnter_StillServes()
    {
        _folder.Open(forEveryone: false);
        await using (var first = await _folder.StartAsync())
            await PostgresFixtureFolder.QueryAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS n");
        await using var second = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(second.ConnectionString, "SELECT n FROM kept")).ShouldBe("42");
        second.DataDirectory.ShouldStartWith(_folder.Path);
        if (Environment.IsPrivilegedProcess)
            second.SocketDirectory.ShouldStartWith("/tmp/monolith-postgres-");
        (await _folder.PostmasterAsync()).IsRunning.ShouldBeTrue();
        await second.StopAsync();
        Directory.Exists(second.SocketDirectory).ShouldBe(second.SocketDirectory.StartsWith(_folder.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_PathTooLongForASocket_PutsTheSocketInTmp()
    {
        _folder.Options.DataDirectory = new string('d', 90) + "/postgres";
        await using var server = await _folder.StartAsync();
        server.SocketDirectory.ShouldStartWith("/tmp/monolith-postgres-");
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT 1")).ShouldBe("1");
        await server.StopAsync();
        Directory.Exists(server.SocketDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_NotACluster_FailsAndChangesNothing()
    {
        var mine = Path.Combine(Directory.CreateDirectory(_folder.Folder.Path).FullName, "holiday.jpg");
        await File.WriteAllTextAsync(mine, "sand");
        (await _folder.FailsToStartAsync()).Message.ShouldContain("no PostgreSQL data folder");
        Directory.EnumerateFileSystemEntries(_folder.Folder.Path).ShouldBe([mine]);
    }

    [Fact]
    public async Task StartAsync_ClusterOfAnotherVersion_NamesBothAndChangesNothing()
    {
        var version = Path.Combine(Directory.CreateDirectory(_folder.Folder.Path).FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9.6\n");
        if (Environment.IsPrivilegedProcess)
            await FolderOwnership.GiveToAsync(await ServerAccount.ResolveAsync(new DataFolder(_folder.Options, "/nowhere"), CancellationToken.None), _folder.Folder.Path, CancellationToken.None);
        var failure = await _folder.FailsToStartAsync();
        failure.Message.ShouldContain("made by PostgreSQL 9");
        failure.Message.ShouldMatch(@"found here is \d\d");
        failure.Message.ShouldContain("pg_upgrade");
        failure.Message.ShouldContain("Database:Private:BinDirectory");
        Directory.EnumerateFileSystemEntries(_folder.Folder.Path).ShouldBe([version]);
    }

    [Fact]
    public async Task StartAsync_BinDirectoryWithoutServer_NamesTheSetting()
    {
        _folder.Options.BinDirectory = _folder.Path;
        var failure = await _folder.FailsToStartAsync();
        failure.Message.ShouldContain($"Database:Private:BinDirectory is '{_folder.Path}'");
        Directory.Exists(_folder.Folder.Path).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();
}
