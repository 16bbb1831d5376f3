using Monolith.Host.PrivatePostgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.PrivatePostgres;

public sealed class PrivatePostgresOptionsTests
{
    [Fact]
    public void Problems_Defaults_None() => new PrivatePostgresOptions().Problems().ShouldBeEmpty();

    [Fact]
    public void Problems_EverythingWrong_NamesEverySetting()
    {
        var options = new PrivatePostgresOptions { Port = 70000, StartTimeout = TimeSpan.Zero, MaxConnections = 1, DataDirectory = " " };
        var problems = string.Join('\n', options.Problems());
        foreach (var name in (string[])["Port", "StartTimeout", "MaxConnections", "DataDirectory"])
            problems.ShouldContain($"Database:Private:{name} ");
    }

    [Theory]
    [InlineData(null, "/srv/app/postgres")]
    [InlineData("db", "/srv/app/db")]
    [InlineData("/var/lib/db/", "/var/lib/db")]
    public void DataFolder_Path_IsBelowTheHostsUnlessAbsolute(string? configured, string expected) =>
        new DataFolder(new PrivatePostgresOptions { DataDirectory = configured }, "/srv/app").Path.ShouldBe(expected);

    [Fact]
    public void DataFolder_PathAShellWouldExpand_IsRefused() =>
        Should.Throw<PrivatePostgresException>(() => new DataFolder(new PrivatePostgresOptions(), "/srv/$(reboot)")).Message.ShouldContain("DataDirectory");

    [Fact]
    public void Choose_ConfiguredPortTaken_NamesTheSetting()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, PortChoice.Choose(new PrivatePostgresOptions(), null));
        taken.Start();
        var options = new PrivatePostgresOptions { Port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port };
        Should.Throw<PrivatePostgresException>(() => PortChoice.Choose(options, null)).Message.ShouldContain("Database:Private:Port");
    }
}
