using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every table of a module's model is in the module's own schema and has a primary key.</summary>
internal sealed class TablesStayInTheirSchema : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Implementations)
        {
            var schema = CodeBase.ManifestOf(assembly).Schema;
            foreach (var entity in code.EntitiesOf(assembly).Where(e => e.GetTableName() is not null || e.GetViewName() is not null))
            {
                var (place, name) = (entity.GetTableName() is null ? entity.GetViewSchema() : entity.GetSchema(), entity.GetTableName() ?? entity.GetViewName());
                if (place != schema)
                {
                    yield return new(
                        $"{entity.ClrType.Name} is mapped to {place ?? "public"}.{name}, outside the module's schema {schema}.",
                        entity.ClrType.FullName!,
                        "The module's role may not touch it, and it stays behind when the module's data moves.",
                        $"Leave the schema to ModuleDbContext. Data of another module comes by a request of its Contracts.");
                }

                if (entity.GetTableName() is not null && entity.FindPrimaryKey() is null)
                {
                    yield return new(
                        $"{schema}.{name} has no primary key.",
                        entity.ClrType.FullName!,
                        "Without one, logical replication refuses every UPDATE and DELETE: the data could not be moved to a service's own database.",
                        "Give the entity a key.");
                }
            }
        }
    }
}
