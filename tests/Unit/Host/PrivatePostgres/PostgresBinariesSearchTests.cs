using Monolith.Host.PrivatePostgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.PrivatePostgres;

public sealed class PostgresBinariesSearchTests : IDisposable
{
    private readonly DirectoryInfo _machine = Directory.CreateTempSubdirectory("mpg");
    private string? _path;
    private string? _pgBin;

    public PostgresBinariesSearchTests() =>
        _machine.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.OtherRead;

    [Fact]
    public async Task FindAsync_NothingInstalled_SaysHowToInstall()
    {
        var failure = await Should.ThrowAsync<PrivatePostgresException>(FindAsync());
        failure.Message.ShouldContain("apt-get install -y postgresql");
        failure.Message.ShouldContain("dnf install");
        failure.Message.ShouldContain("brew install");
        failure.Message.ShouldContain("Database:ConnectionString");
    }

    [Fact]
    public async Task FindAsync_SeveralInstalled_TakesTheNewestByNumber()
    {
        Install("9", "9.6.1");
        Install("15", "15.10");
        Install("101", "101.0");
        (await FindAsync()).Version.ShouldBe("101.0");
    }

    [Fact]
    public async Task FindAsync_DataFolderOfAnOlderOne_TakesThatOne()
    {
        Install("15", "15.10");
        Install("17", "17.2");
        (await FindAsync(wanted: 15)).ShouldBe(new PostgresBinaries(Path.Combine(_machine.FullName, "15", "bin"), 15, "15.10"));
    }

    [Fact]
    public async Task FindAsync_OnlyTooOld_Fails()
    {
        Install("13", "13.9");
        (await Should.ThrowAsync<PrivatePostgresException>(FindAsync())).Message.ShouldContain("14 or later");
    }

    [Fact]
    public async Task FindAsync_LinksInPath_ResolvesThem()
    {
        var real = Install("elsewhere", "16.4");
        var links = _machine.CreateSubdirectory("links").FullName;
        foreach (var name in (string[])["initdb", "pg_ctl", "postgres"])
            File.CreateSymbolicLink(Path.Combine(links, name), Path.Combine(real, name));
        _path = $"/nowhere:{links}";
        Install("99", "99.0");
        (await FindAsync()).Directory.ShouldBe(real);
    }

    [Fact]
    public async Task FindAsync_ScriptsInPath_AreNotTheServer()
    {
        var real = Install("16", "16.4");
        var scripts = _machine.CreateSubdirectory("scripts").FullName;
        foreach (var name in (string[])["initdb", "pg_ctl", "postgres"])
            await File.WriteAllTextAsync(Path.Combine(scripts, name), "#!/bin/sh\nexec /elsewhere/$0 \"$@\"\n");
        _path = scripts;
        (await FindAsync()).Directory.ShouldBe(real);
    }

    [Fact]
    public async Task FindAsync_PgBin_IsTheOnlyPlace()
    {
        Install("17", "17.2");
        _pgBin = Install("elsewhere", "16.4");
        (await FindAsync()).Directory.ShouldBe(_pgBin);
        _pgBin = "/nowhere";
        (await Should.ThrowAsync<PrivatePostgresException>(FindAsync())).Message.ShouldContain("PG_BIN is '/nowhere'");
    }

    public void Dispose() => _machine.Delete(recursive: true);

    private async Task<PostgresBinaries> FindAsync(int? wanted = null)
    {
        var account = new ServerAccount("test", 1, 1, ["/bin/sh"]);
        var search = new PostgresBinariesSearch(
            account, name => name == "PATH" ? _path : name == "PG_BIN" ? _pgBin : null, [(_machine.FullName, "1*", "bin"), (_machine.FullName, "9*", "bin")]);
        return await search.FindAsync(null, wanted, CancellationToken.None);
    }

    /// <summary>Programs that are no scripts by their first line, as compiled ones are not; the account runs them through a shell.</summary>
    private string Install(string folder, string version)
    {
        var bin = _machine.CreateSubdirectory(Path.Combine(folder, "bin")).FullName;
        foreach (var name in (string[])["initdb", "pg_ctl", "postgres"])
        {
            var file = Path.Combine(bin, name);
            File.WriteAllText(file, $"echo \"postgres (PostgreSQL) {version} (Test)\"\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return bin;
    }
}
