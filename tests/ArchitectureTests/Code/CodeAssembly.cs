using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Monolith.ArchitectureTests.Code;

/// <summary>One built assembly: its tables, the loaded form of it, and its documentation file.</summary>
internal sealed class CodeAssembly
{
    private readonly Lazy<Assembly> _loaded;
    private readonly Lazy<ImmutableArray<MethodCode>> _methods;

    public CodeAssembly(AssemblyIdentity identity, ImmutableArray<byte> image, string? documentation, Func<Assembly> load)
    {
        Identity = identity;
        Image = new PEReader(image);
        Tables = Image.GetMetadataReader();
        Documentation = documentation is null ? null : XDocument.Parse(documentation);
        _loaded = new(load);
        _methods = new(() => [.. MethodCode.AllOf(this)]);
    }

    public AssemblyIdentity Identity { get; }

    public string Name => Identity.Name;

    public AssemblyKind Kind => Identity.Kind;

    /// <summary>The module it belongs to; null for Kernel, Host and Strangler.</summary>
    public string? Module => Identity.Module;

    public PEReader Image { get; }

    public MetadataReader Tables { get; }

    /// <summary>The XML documentation; null when the build made none.</summary>
    public XDocument? Documentation { get; }

    public Assembly Loaded => _loaded.Value;

    /// <summary>Every method with a body.</summary>
    public ImmutableArray<MethodCode> Methods => _methods.Value;

    /// <summary>The assemblies of ours that it was compiled against and uses.</summary>
    public IEnumerable<AssemblyIdentity> References
        => Tables.AssemblyReferences
            .Select(h => AssemblyIdentity.Of(Tables.GetString(Tables.GetAssemblyReference(h).Name)))
            .OfType<AssemblyIdentity>();

    /// <summary>The types of other assemblies that it names, with the assembly's name.</summary>
    public IEnumerable<(TypeReferenceHandle Handle, string Assembly, string Type)> ForeignTypes
        => from handle in Tables.TypeReferences
           let assembly = TypeNames.AssemblyOf(Tables, handle)
           where assembly is not null
           select (handle, assembly, TypeNames.Of(Tables, handle));

    /// <summary>The methods whose instructions name a type; empty when it stands in a signature only.</summary>
    public IEnumerable<string> UsersOf(TypeReferenceHandle type)
        => Methods.Where(m => m.Instructions.Any(i => i.Token is { } token && TypeNames.OwnerOf(Tables, token) == (EntityHandle)type)).Select(m => m.Name).Distinct(StringComparer.Ordinal);
}
