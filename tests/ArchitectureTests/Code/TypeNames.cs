using System.Reflection.Metadata;

namespace Monolith.ArchitectureTests.Code;

/// <summary>Names and owners behind the handles of the metadata tables.</summary>
internal static class TypeNames
{
    public static string Of(MetadataReader tables, TypeReferenceHandle handle)
    {
        var type = tables.GetTypeReference(handle);
        var name = tables.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return $"{Of(tables, (TypeReferenceHandle)type.ResolutionScope)}.{name}";
        }

        return type.Namespace.IsNil ? name : $"{tables.GetString(type.Namespace)}.{name}";
    }

    public static string Of(MetadataReader tables, TypeDefinitionHandle handle)
    {
        var type = tables.GetTypeDefinition(handle);
        var name = tables.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{Of(tables, type.GetDeclaringType())}.{name}";
        }

        return type.Namespace.IsNil ? name : $"{tables.GetString(type.Namespace)}.{name}";
    }

    /// <summary>The simple name of the assembly that a referenced type comes from; null when it is in this module.</summary>
    public static string? AssemblyOf(MetadataReader tables, TypeReferenceHandle handle)
    {
        var scope = tables.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(tables, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => tables.GetString(tables.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    /// <summary>The referenced type that a token names, or whose member it names; nil when neither.</summary>
    public static EntityHandle OwnerOf(MetadataReader tables, EntityHandle token) => token.Kind switch
    {
        HandleKind.TypeReference => token,
        HandleKind.MemberReference => OwnerOf(tables, tables.GetMemberReference((MemberReferenceHandle)token).Parent),
        HandleKind.MethodSpecification => OwnerOf(tables, tables.GetMethodSpecification((MethodSpecificationHandle)token).Method),
        _ => default,
    };

    /// <summary>Full name of the type whose member a call names; null when it is a member of this assembly.</summary>
    public static string? CalledType(MetadataReader tables, EntityHandle token)
        => OwnerOf(tables, token) is { IsNil: false } owner ? Of(tables, (TypeReferenceHandle)owner) : null;
}
