using System.Diagnostics;
using System.Reflection;
using Monolith.ArchitectureTests.Code;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>What Directory.Build.props prunes is missing at run time only: here the EF tools run without it (docs/adr/0003).</summary>
public sealed class PrunedPackagesTests
{
    [Theory]
    [InlineData("Mono.TextTemplating")]
    [InlineData("Microsoft.VisualStudio.SolutionPersistence")]
    [InlineData("System.IO.Hashing")]
    public void Assembly_OfAPrunedPackage_IsNotThere(string name)
        => Should.Throw<FileNotFoundException>(() => Assembly.Load(name));

    [Fact]
    public async Task EfTools_WithoutTheirPrunedDependencies_WriteTheMigrationScript()
    {
        var configuration = typeof(PrunedPackagesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var project = Path.Combine("src", "Modules", "Favorites", "Favorites");

        (await DotnetAsync("tool", "restore")).ExitCode.ShouldBe(0);
        var (exitCode, output) = await DotnetAsync(
            "ef", "migrations", "script", "--idempotent", "--no-build", "--configuration", configuration, "--project", project, "--startup-project", project);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("CREATE TABLE favorites.favorites");
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = RealCode.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
