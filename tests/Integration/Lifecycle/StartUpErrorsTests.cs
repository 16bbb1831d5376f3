using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Lifecycle;

public sealed class StartUpErrorsTests
{
    [Fact]
    public async Task Host_SeveralWrongSettings_NamesAllAndEndsWithoutStartingAnything()
    {
        var folder = RunDirectory.NewFolder("x");
        await using var host = ServerProcess.Start("Host", BuiltPrograms.Host, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DataDir"] = folder,
            ["Urls"] = $"http://127.0.0.1:{Ports.Free()}",
            ["InternalUrl"] = $"http://127.0.0.1:{Ports.Free()}",
            ["Database__MaxPoolSize"] = "0",
            ["Database__RolePrefix"] = "Robert'); DROP",
            ["Database__Nonsense"] = "1",
            ["Security__ClockSkew"] = "01:00:00",
            ["RateLimit__PermitLimit"] = "-1",
            ["Strangler__Services__favorites__Url"] = "nonsense",
            ["Movies__Tmdb__BaseUrl"] = "nonsense",
        });

        var code = await host.WaitForExitAsync(TimeSpan.FromSeconds(60));

        code.ShouldNotBe(0);
        var output = host.Output.ToString();
        foreach (var key in new[]
        {
            "Database:MaxPoolSize", "Database:RolePrefix", "Nonsense", "Security:ClockSkew", "RateLimit:PermitLimit", "Strangler:Services:favorites:Url", "Movies:Tmdb:BaseUrl",
        })
        {
            output.ShouldContain(key);
        }

        output.ShouldNotContain("   at ", Case.Sensitive, "a wrong setting is no crash");
        Directory.Exists(Path.Combine(folder, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task Service_WrongHostAndNoDatabase_NamesBoth()
    {
        await using var service = ServerProcess.Start("Favorites service", BuiltPrograms.ServiceOf("Favorites"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DataDir"] = RunDirectory.NewFolder("x"),
            ["Urls"] = $"http://127.0.0.1:{Ports.Free()}",
            ["InternalUrl"] = $"http://127.0.0.1:{Ports.Free()}",
            ["HostUrl"] = "nonsense",
        });

        var code = await service.WaitForExitAsync(TimeSpan.FromSeconds(60));

        code.ShouldNotBe(0);
        var output = service.Output.ToString();
        output.ShouldContain("Database:ConnectionString");
        output.ShouldContain("HostUrl");
    }

    [Fact]
    public async Task Host_NoPostgresBinaries_SaysWhatIsMissingWhere()
    {
        var empty = RunDirectory.NewFolder("x");
        await using var host = ServerProcess.Start("Host", BuiltPrograms.Host, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DataDir"] = RunDirectory.NewFolder("x"),
            ["Urls"] = $"http://127.0.0.1:{Ports.Free()}",
            ["InternalUrl"] = $"http://127.0.0.1:{Ports.Free()}",
            ["Database__Private__BinDirectory"] = empty,
        });

        (await host.WaitForExitAsync(TimeSpan.FromSeconds(60))).ShouldNotBe(0);
        host.Output.ToString().ShouldContain("initdb");
        host.Output.ToString().ShouldContain(empty);
        host.Output.ToString().ShouldNotContain("   at ", Case.Sensitive);
    }
}
