using System.Text.Json;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Cli.StranglerCommand;

namespace Monolith.Unit.Strangler.Cli;

/// <summary>The command as a process, against a host.</summary>
public sealed class CommandTests(TemporaryPostgres postgres) : IClassFixture<TemporaryPostgres>
{
    [Fact]
    public async Task Commands_AgainstAHost_ShiftShowAndRollBack()
    {
        var port = Ports.Free();
        await using var service = await TestService.StartAsync(port);
        await using var host = await TestHost.StartAsync($"http://127.0.0.1:{port}", postgres.ConnectionString,
            s => s["Database:RolePrefix"] = "c" + new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Database + "_");

        var shift = await RunAsync(host.Url, "shift", "favorites.add", "12.5", "--reason", "first users");
        shift.ShouldBe((0, "Version 2: favorites.add 0 % -> 12.5 %.\n", ""));

        var again = await RunAsync(host.Url, "shift", "favorites.add", "12.5%", "--reason", "first users");
        again.ShouldBe((0, "Nothing to change; version 2 stays.\n", ""));

        var json = await RunAsync(host.Url, "shift", "favorites", "100", "--reason", "all of it", "--json");
        json.Exit.ShouldBe(0);
        var answer = JsonDocument.Parse(json.Out).RootElement;
        answer.GetProperty("version").GetInt64().ShouldBe(3);
        answer.GetProperty("changes").GetArrayLength().ShouldBe(4);

        var status = await RunAsync(host.Url, "status");
        status.Exit.ShouldBe(0);
        status.Out.ShouldNotContain("\u001b");
        status.Out.Split('\n').ShouldContain(line => line.Contains("favorites.add", StringComparison.Ordinal) && line.Contains("100 %", StringComparison.Ordinal) && line.Contains("service", StringComparison.Ordinal));
        status.Out.ShouldContain("Flags: version 3, from the store.");

        var statusJson = JsonDocument.Parse((await RunAsync(host.Url, "--json", "status")).Out).RootElement;
        statusJson.GetProperty("routes").GetArrayLength().ShouldBe(5);
        statusJson.GetProperty("services")[0].GetProperty("module").GetString().ShouldBe("favorites");

        var back = await RunAsync(host.Url, "rollback", "--all", "--reason", "enough");
        back.Exit.ShouldBe(0);
        back.Out.ShouldContain("favorites.list 100 % -> 0 %");

        var history = await RunAsync(host.Url, "history", "--limit", "2");
        history.Exit.ShouldBe(0);
        history.Out.ShouldContain("enough");
        history.Out.ShouldContain("all of it");
        history.Out.ShouldNotContain("first users");
        history.Out.ShouldContain(Environment.UserName);
        history.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, "a header and one line each, however long");

        var file = Path.GetTempFileName();
        (await RunAsync(host.Url, "shift", "favorites", "40", "--user", "42", "--group", "staff", "--until", "2999-12-01T08:00Z", "--reason", "named")).Exit.ShouldBe(0);
        (await RunAsync(host.Url, "export", file)).ShouldBe((0, $"Version 5 is in {file}.\n", ""));
        (await RunAsync(host.Url, "rollback", "favorites.add", "--reason", "one of them")).Exit.ShouldBe(0);
        const string Difference = "favorites.add: 0 %, users 42 to service, groups staff to service, until 2999-12-01 08:00:00Z, rolled back -> 40 %, users 42 to service, groups staff to service, until 2999-12-01 08:00:00Z\n";
        (await RunAsync(host.Url, "apply", file, "--dry-run")).ShouldBe((0, Difference, ""));
        (await RunAsync(host.Url, "apply", file, "--reason", "as in the file")).ShouldBe((0, Difference + "Version 7: favorites.add 0 % -> 40 %.\n", ""));
        (await RunAsync(host.Url, "apply", file, "--reason", "again")).ShouldBe((0, "Nothing to change; version 7 stays.\n", ""));
        (await RunAsync(host.Url, "apply", file)).Exit.ShouldBe(2);
        await File.WriteAllTextAsync(file, TestFlags.Document(TestFlags.Percent("movies.search", 10)));
        (await RunAsync(host.Url, "apply", file, "--reason", "wrong")).Exit.ShouldBe(11);
        File.Delete(file);

        var pass = await RunAsync(host.Url, "tester-pass", "service", "--for", "30m");
        pass.Exit.ShouldBe(0);
        pass.Out.ShouldMatch(@"\nX-Strangler-Side: (service\.\d+\.[\w-]{22})\nCookie: strangler-side=\1\n");

        var wrong = await RunAsync(host.Url, "shift", "favorits.add", "5", "--reason", "x");
        wrong.Exit.ShouldBe(3);
        wrong.Error.ShouldContain("There is no route or module 'favorits.add'. Did you mean favorites.add");

        var noService = await RunAsync(host.Url, "shift", "movies", "5", "--reason", "x");
        noService.Exit.ShouldBe(6);
        noService.Error.ShouldContain("Strangler:Services:movies:Url");
    }

    [Fact]
    public async Task Explain_CoveredAndNot_TellsInWordsAndByExitStatus()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(TestFlags.Flag("favorites.list", user: """{"variant":"service","users":["42"]}""")));

        (await RunAsync(host.Url, "explain", "GET", "/api/favorites", "--user", "42")).ShouldBe((0,
            """
            GET /api/favorites is route favorites.list (/api/favorites): 0 % to the service, flags version 1.
            Side: service (user).
              The flag names '42' for the service.

            """, ""));
        var nobody = await RunAsync(host.Url, "explain", "GET", "/api/nothing", "--group", "a", "--group", "b&c", "--json");
        nobody.Exit.ShouldBe(3);
        JsonDocument.Parse(nobody.Out).RootElement.GetProperty("reason").GetString().ShouldBe("not_extractable");
        (await RunAsync(host.Url, "explain", "GET", "favorites")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Lint_FlagsAndFiles_ExitsByErrors()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TestFlags.Document(TestFlags.Percent("movies.search", 10)));

        (await RunAsync(host.Url, "lint")).ShouldBe((0, "Nothing is wrong.\n", ""));
        var wrong = await RunAsync(host.Url, "lint", file);
        File.Delete(file);

        wrong.Exit.ShouldBe(11);
        wrong.Out.ShouldStartWith("error share_without_service: Flag 'movies.search' gives 10 % to a service");
        (await RunAsync(host.Url, "lint", file)).ShouldBe((2, "", $"'{file}' cannot be read: Could not find file '{file}'.\n"));
    }

    [Theory]
    [InlineData("shift favorites 101 --reason x", "0 to 100")]
    [InlineData("shift favorites many --reason x", "not 'many'")]
    [InlineData("shift favorites 1.25 --reason x", "one decimal")]
    [InlineData("shift favorites 5", "--reason")]
    [InlineData("rollback --reason x", "either")]
    [InlineData("rollback favorites --all --reason x", "either")]
    [InlineData("history --limit 0", "1 to 1000")]
    [InlineData("shift favorites 5 --reason x --from 2026-12-01", "offset")]
    [InlineData("tester-pass service --for 8", "--for takes")]
    [InlineData("apply /nowhere/file --reason x", "/nowhere/file")]
    [InlineData("status --url nowhere", "not an http")]
    [InlineData("sttus", "'sttus'")]
    public async Task Command_WrongArguments_SaysSoAndExits2(string arguments, string says)
    {
        var (exit, output, error) = await RunAsync(new("http://127.0.0.1:9"), arguments.Split(' '));

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(says);
    }

    [Fact]
    public async Task Command_NoHost_NamesTheAddressAndHowToStart()
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");

        var (exit, _, error) = await RunAsync(url, "status");

        exit.ShouldBe(5);
        error.ShouldContain(url.ToString());
        error.ShouldContain("./run");
    }

    [Fact]
    public async Task Command_TokenMissingRefusedOrUnreadable_Exits4()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        (await RunWithTokenAsync(host.Url, token: null, "status")).Error.ShouldContain("There is no operator token");
        (await RunWithTokenAsync(host.Url, token: "wrong", "status")).Error.ShouldContain("refused the operator token");
        (await RunWithTokenAsync(host.Url, token: null, "status", "--token-file", "/nowhere/token")).Error.ShouldContain("/nowhere/token");
        (await RunWithTokenAsync(host.Url, token: "wrong", "status")).Exit.ShouldBe(4);
        (await RunWithTokenAsync(host.Url, token: null, "status")).Exit.ShouldBe(4);
    }

    [Fact]
    public async Task Command_TokenFile_IsUsed()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TestUser.OperatorToken + "\n");

        var (exit, output, _) = await RunWithTokenAsync(host.Url, token: null, "status", "--token-file", file);

        File.Delete(file);
        exit.ShouldBe(0);
        output.ShouldContain("from the disk, not yet confirmed by the store");
        output.ShouldContain("The flags' store cannot be reached");
    }

    [Fact]
    public async Task Help_Always_ListsTheExitStatuses()
    {
        var (exit, output, _) = await RunAsync(new("http://127.0.0.1:9"), "--help");

        exit.ShouldBe(0);
        output.ShouldContain("4 operator token missing or refused");
    }
}
