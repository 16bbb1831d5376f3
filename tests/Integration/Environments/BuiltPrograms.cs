namespace Monolith.Integration.Environments;

/// <summary>The programs under test, as they were built in the configuration of this assembly.</summary>
internal static class BuiltPrograms
{
    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Host { get; } = Find("src/Host", "Monolith.Host.dll");

    public static string Cli { get; } = Find("src/Strangler/Cli", "strangler.dll");

    public static string Gateway { get; } = Find("src/Strangler/Gateway", "Monolith.Strangler.Gateway.dll");

    public static string PaperBroker { get; } = Find("src/PaperBroker", "Monolith.PaperBroker.dll");

    /// <summary>The modules that have a service in src/Extracted, PascalCase, in alphabetical order.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. Directory.EnumerateFiles(InRepository("src/Extracted"), "Program.cs", SearchOption.AllDirectories)
            .Select(program => Path.GetFileName(Path.GetDirectoryName(program))!)
            .Order(StringComparer.Ordinal)];

    /// <param name="module">PascalCase, as its project is named.</param>
    public static string ServiceOf(string module) => Find($"src/Extracted/{module}", $"Monolith.Extracted.{module}.dll");

    /// <param name="path">Relative, with slashes.</param>
    public static string InRepository(string path) => Path.Combine(RepositoryRoot, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monolith.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"There is no Monolith.sln above {AppContext.BaseDirectory}.");
    }

    private static string Find(string project, string assembly)
    {
        // .../bin/<configuration>/<framework>/
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(RepositoryRoot, project, "bin", framework.Parent!.Name, framework.Name, assembly);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} was not built.");
    }
}
