using System.Diagnostics;
using Monolith.Host.PrivatePostgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.PrivatePostgres;

public sealed class PrivatePostgresRecoveryTests : IDisposable
{
    private const int MostTries = 5;

    private readonly PostgresFixtureFolder _folder = new();

    [Fact]
    public async Task Supervision_ServerKilled_StartsItAgainWithItsData()
    {
        await using var server = await _folder.StartAsync();
        await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS n");
        for (var round = 0; round < 2; round++)
        {
            var killed = await _folder.PostmasterAsync();
            killed.Kill();
            (await EventuallyAsync(server.ConnectionString, "SELECT n FROM kept")).ShouldBe("42");
            (await _folder.PostmasterAsync()).ProcessId.ShouldNotBe(killed.ProcessId);
        }
    }

    [Fact]
    public async Task StopAsync_ServerJustKilled_LeavesNothingRunning()
    {
        var server = await _folder.StartAsync();
        (await _folder.PostmasterAsync()).Kill();
        await Task.Delay(250);
        await server.DisposeAsync();
        (await Postmaster.FindAsync(_folder.Folder, CancellationToken.None)).ShouldBeNull();
        await using var next = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(next.ConnectionString, "SELECT 1")).ShouldBe("1");
    }

    [Fact]
    public async Task StartAsync_ServerLeftByAKilledHost_AdoptsIt()
    {
        string before;
        await using (var first = await _folder.StartAsync())
            before = first.ConnectionString;
        var left = await (await _folder.ControlAsync()).StartAsync(_folder.Folder.SocketDirectory, CancellationToken.None);

        await using (var second = await _folder.StartAsync())
        {
            second.Adopted.ShouldBeTrue();
            second.ConnectionString.ShouldBe(before);
            (await _folder.PostmasterAsync()).ShouldBe(left);
        }

        left.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_LeftServerHasOtherSettings_StartsItAnew()
    {
        await using (await _folder.StartAsync())
        {
        }

        var left = await (await _folder.ControlAsync()).StartAsync(_folder.Folder.SocketDirectory, CancellationToken.None);
        _folder.Options.MaxConnections = 33;
        await using var server = await _folder.StartAsync();
        server.Adopted.ShouldBeFalse();
        left.IsRunning.ShouldBeFalse();
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SHOW max_connections")).ShouldBe("33");
    }

    [Fact]
    public async Task StartAsync_InterruptedWhileMakingTheCluster_MakesItAgain()
    {
        var halfMade = Path.Combine(_folder.Folder.Staging, "data", "PG_VERSION");
        for (var tries = 1; !await IsCutOffAsync(halfMade) || Directory.Exists(_folder.Folder.Path); tries++)
        {
            tries.ShouldBeLessThan(MostTries, "it was never cut off while it made the cluster");
            Directory.Delete(_folder.Folder.Path, recursive: true);
        }

        // Killed rather than asked, initdb has no chance to clean up.
        Directory.CreateDirectory(Path.GetDirectoryName(halfMade)!);
        await File.WriteAllTextAsync(halfMade, "15\n");

        await using var server = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT 1")).ShouldBe("1");
        Directory.Exists(_folder.Folder.Staging).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_CancelledWhileStarting_LeavesNothingRunning()
    {
        await using (await _folder.StartAsync())
        {
        }

        for (var tries = 1; !await IsCutOffAsync(_folder.Folder.PostmasterFile); tries++)
            tries.ShouldBeLessThan(MostTries, "it was never cancelled");
        (await Postmaster.FindAsync(_folder.Folder, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task StartAsync_PasswordFileLost_SetsANewPassword()
    {
        await using (var first = await _folder.StartAsync())
            await PostgresFixtureFolder.QueryAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS n");
        File.Delete(_folder.Folder.PasswordFile);
        await using var second = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(second.ConnectionString, "SELECT n FROM kept")).ShouldBe("42");
    }

    [Fact]
    public async Task StartAsync_PasswordOfAnotherCluster_SetsANewPassword()
    {
        await using (await _folder.StartAsync())
        {
        }

        AdminPassword.Create(_folder.Folder);
        await using var second = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(second.ConnectionString, "SELECT 1")).ShouldBe("1");
    }

    [Fact]
    public async Task StartAsync_PidFileNamesAnotherProcessOfTheUser_StartsAnyway()
    {
        await using (await _folder.StartAsync())
        {
        }

        var account = await ServerAccount.ResolveAsync(_folder.Folder, CancellationToken.None);
        using var stranger = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\"", "sh", .. account.Switch, "sleep", "60"]) { UseShellExecute = false })!;
        await File.WriteAllTextAsync(
            _folder.Folder.PostmasterFile, $"{stranger.Id}\n{_folder.Folder.Path}\n1\n5432\n/tmp\n127.0.0.1\n  0  0\nready   \n");
        await using var server = await _folder.StartAsync();
        (await PostgresFixtureFolder.QueryAsync(server.ConnectionString, "SELECT 1")).ShouldBe("1");
        stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
        await stranger.WaitForExitAsync();
    }

    [Fact]
    public async Task Supervision_ManyLogFiles_KeepsTheNewest()
    {
        await using (await _folder.StartAsync())
        {
        }

        for (var day = 1; day <= 9; day++)
            await File.WriteAllTextAsync(Path.Combine(_folder.Folder.LogDirectory, $"postgres-2020010{day}-000000.log"), "old");
        await using var server = await _folder.StartAsync();
        var limit = Stopwatch.StartNew();
        while (LogFiles().Length > 5 && limit.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Delay(50);
        LogFiles().Length.ShouldBe(5);
        LogFiles().ShouldNotContain("postgres-20200105-000000.log");
        LogFiles().ShouldContain("postgres-20200109-000000.log");

        string?[] LogFiles() => [.. Directory.EnumerateFiles(_folder.Folder.LogDirectory, "postgres-*.log").Select(Path.GetFileName)];
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Starts the server, and cancels that as soon as the file is there.</summary>
    /// <returns>False: the machine was too busy to look in time, and the server was up before. It is stopped again.</returns>
    private async Task<bool> IsCutOffAsync(string file)
    {
        using var cut = new CancellationTokenSource();
        var starting = _folder.StartAsync(cut.Token);
        while (!File.Exists(file) && !starting.IsCompleted)
            await Task.Delay(1);
        await cut.CancelAsync();
        try
        {
            await (await starting).DisposeAsync();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private static async Task<string?> EventuallyAsync(string connectionString, string sql)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await PostgresFixtureFolder.QueryAsync(connectionString, sql);
            }
            catch (NpgsqlException) when (limit.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(50);
            }
        }
    }
}
