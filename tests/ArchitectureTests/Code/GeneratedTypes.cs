using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Monolith.ArchitectureTests.Code;

/// <summary>What no one wrote, and what therefore no rule on style of code can ask anything of. Narrow on purpose.</summary>
internal static class GeneratedTypes
{
    /// <summary>Made by the compiler or a source generator.</summary>
    public static bool Includes(Type type)
        => type.Name.Contains('<', StringComparison.Ordinal)
            || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || type.GetCustomAttribute<GeneratedCodeAttribute>(inherit: false) is { Tool: not "" }
            || type is { Namespace: "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices" or "System.Text.RegularExpressions.Generated" }
            || (type.DeclaringType is { } outer && Includes(outer));

    /// <summary>Written by <c>dotnet ef migrations add</c>, which makes it public and partial.</summary>
    public static bool IncludesMigration(Type type)
        => type.Namespace is { } place && place.EndsWith(".Data.Migrations", StringComparison.Ordinal)
            && (type.IsSubclassOf(typeof(Migration)) || type.IsSubclassOf(typeof(ModelSnapshot)));
}
