using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Monolith.ArchitectureTests.Code;

/// <summary>
/// A code base compiled from one planted file. Lines <c>//# assembly NAME</c> and <c>//# file PATH</c> begin its parts; an assembly sees Kernel, the
/// packages, and the assemblies before it in the file. Lines <c>// expect: TEXT</c> say what the rule must report.
/// </summary>
internal sealed class PlantedCode : AssemblyLoadContext, IDisposable
{
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => AssemblyIdentity.Of(Path.GetFileNameWithoutExtension(p)) is null or { Kind: AssemblyKind.Kernel })
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    private readonly List<MetadataReference> _references = [.. Platform.Value];
    private readonly Dictionary<string, byte[]> _images = new(StringComparer.Ordinal);

    public PlantedCode(string path)
        : base(isCollectible: true)
    {
        Root = Directory.CreateTempSubdirectory("planted").FullName;
        Directory.CreateDirectory(Path.Combine(Root, "src", "Modules"));
        var lines = File.ReadAllLines(path);
        Expected = [.. lines.Where(l => l.StartsWith("// expect: ", StringComparison.Ordinal)).Select(l => l["// expect: ".Length..])];
        var assemblies = new List<CodeAssembly>();
        foreach (var part in File.ReadAllText(path).Split("//# ").Skip(1))
        {
            var (header, body) = (part.Split('\n')[0].Trim(), string.Join('\n', part.Split('\n').Skip(1)));
            if (header.StartsWith("file ", StringComparison.Ordinal))
            {
                WriteFile(header["file ".Length..], body);
            }
            else
            {
                assemblies.Add(Compile(header["assembly ".Length..], body));
            }
        }

        Base = new(Root, assemblies);
    }

    /// <summary>What a planted assembly may use: the framework, the packages and Kernel.</summary>
    public static ImmutableArray<MetadataReference> PlatformReferences => Platform.Value;

    public CodeBase Base { get; }

    /// <summary>A part of What or Where of each violation that must be reported; empty for a file that shows what is allowed.</summary>
    public IReadOnlyList<string> Expected { get; }

    private string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    protected override Assembly? Load(AssemblyName assemblyName)
        => _images.TryGetValue(assemblyName.Name!, out var image) ? LoadFromStream(new MemoryStream(image)) : null;

    private void WriteFile(string path, string content)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content);
    }

    private CodeAssembly Compile(string name, string source)
    {
        var parsed = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.Parse);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(GlobalUsings, parsed), CSharpSyntaxTree.ParseText(source, parsed)],
            _references,
            new CSharpCompilationOptions(
                name == "Monolith.Host" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(image, xmlDocumentationStream: documentation);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{name} does not compile: {string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
        }

        _images[name] = image.ToArray();
        _references.Add(MetadataReference.CreateFromImage(_images[name]));
        return new(
            AssemblyIdentity.Of(name)!, [.. _images[name]], System.Text.Encoding.UTF8.GetString(documentation.ToArray()).TrimStart('\uFEFF'),
            () => LoadFromAssemblyName(new AssemblyName(name)));
    }
}
