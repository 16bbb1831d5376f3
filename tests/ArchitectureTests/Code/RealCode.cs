using System.Reflection;
using System.Text.RegularExpressions;

namespace Monolith.ArchitectureTests.Code;

/// <summary>The tree this test was built from, with every project below src.</summary>
internal static partial class RealCode
{
    private static readonly Lazy<CodeBase> Loaded = new(Load);

    public static CodeBase Base => Loaded.Value;

    public static string Root { get; } = FindRoot();

    private static CodeBase Load() => new(Root, [.. Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Open)]);

    private static CodeAssembly Open(string project)
    {
        var named = AssemblyName().Match(File.ReadAllText(project));
        var name = named.Success ? named.Groups[1].Value : $"Monolith.{Path.GetFileNameWithoutExtension(project)}";
        var identity = AssemblyIdentity.Of(name) ?? throw new InvalidOperationException($"{project} builds {name}, which is not named Monolith.*.");
        var path = Path.Combine(AppContext.BaseDirectory, name);
        var documentation = File.Exists($"{path}.xml") ? File.ReadAllText($"{path}.xml") : null;
        return new(identity, [.. File.ReadAllBytes($"{path}.dll")], documentation, () => Assembly.Load(name));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monolith.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Monolith.sln above {AppContext.BaseDirectory}; run the tests from the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("<AssemblyName>([^<]+)</AssemblyName>")]
    private static partial Regex AssemblyName();
}
