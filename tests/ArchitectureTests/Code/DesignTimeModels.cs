using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Monolith.ArchitectureTests.Code;

/// <summary>EF Core models as <c>dotnet ef</c> sees them, without a database.</summary>
internal static class DesignTimeModels
{
    public static IEnumerable<IModel> Of(Assembly assembly)
    {
        foreach (var factory in assembly.GetTypes().Where(t => t is { IsAbstract: false } && Creates(t) is not null))
        {
            var create = Creates(factory)!.GetMethod(nameof(IDesignTimeDbContextFactory<>.CreateDbContext))!;
            using var context = (DbContext)create.Invoke(Activator.CreateInstance(factory), [Array.Empty<string>()])!;
            yield return context.GetService<IDesignTimeModel>().Model;
        }
    }

    private static Type? Creates(Type type)
        => type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDesignTimeDbContextFactory<>));
}
