using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Monolith.ArchitectureTests.Code;

/// <summary>EF Core models as <c>dotnet ef</c> sees them, without a database.</summary>
internal static class DesignTimeModels
{
    public static IEnumerable<IModel> Of(Assembly assembly) => Contexts(assembly).Select(c => c.GetService<IDesignTimeModel>().Model);

    /// <summary>The contexts whose model the migrations do not lead to.</summary>
    public static IEnumerable<Type> WithoutAMigration(Assembly assembly) => Contexts(assembly).Where(c => c.Database.HasPendingModelChanges()).Select(c => c.GetType());

    private static IEnumerable<DbContext> Contexts(Assembly assembly)
    {
        foreach (var factory in assembly.GetTypes().Where(t => t is { IsAbstract: false } && Creates(t) is not null))
        {
            var create = Creates(factory)!.GetMethod(nameof(IDesignTimeDbContextFactory<>.CreateDbContext))!;
            using var context = (DbContext)create.Invoke(Activator.CreateInstance(factory), [Array.Empty<string>()])!;
            yield return context;
        }
    }

    private static Type? Creates(Type type)
        => type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDesignTimeDbContextFactory<>));
}
