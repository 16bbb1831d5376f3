using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The migrations of a module lead to the model that its code has.</summary>
internal sealed class MigrationsMatchTheModel : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations
           from context in DesignTimeModels.WithoutAMigration(assembly.Loaded)
           let folder = $"src/Modules/{assembly.Module}/{assembly.Module}"
           select new Violation(
               $"The model of {context.Name} has changes that no migration makes.",
               context.FullName!,
               "The code asks for columns that no database has; it fails at the first query, in the Host and in the service.",
               $"dotnet ef migrations add NAME --project {folder} --startup-project {folder} -o Data/Migrations");
}
