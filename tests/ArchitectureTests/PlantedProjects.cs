using Monolith.ArchitectureTests.Code;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>Checks all planted projects once, in one process, without restore or compilation.</summary>
public sealed class PlantedProjects : IAsyncLifetime
{
    private string[] _errors = [];

    internal static string Folder { get; } = Path.Combine(RealCode.Root, "tests", "ArchitectureTests", "Planted", "Projects");

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await MSBuildRun.RunAsync(Path.Combine(Folder, "CheckAll.proj"));
        exitCode.ShouldBe(1, output);
        _errors = [.. output.Split('\n').Select(l => l.Trim()).Where(l => l.Contains(": error ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal IReadOnlyList<string> ErrorsOf(string fault)
        => [.. _errors.Where(e => e.Contains($"{Path.DirectorySeparatorChar}Projects{Path.DirectorySeparatorChar}{fault}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
}
