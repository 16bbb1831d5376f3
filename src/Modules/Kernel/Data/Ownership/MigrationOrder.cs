using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// Which of two databases a change of the schema goes to first while rows are copied from one to the other: what a row of the sender's has, the receiver must
/// know (PostgreSQL's documentation, "Logical Replication: Restrictions").
/// </summary>
internal enum MigrationOrder
{
    /// <summary>Something is added.</summary>
    ReceiverFirst = 0,

    /// <summary>Something is taken away.</summary>
    OwnerFirst = 1,
}

/// <summary>Tells it by what the migration does.</summary>
internal static class MigrationOrders
{
    /// <returns>Null where neither order serves: it adds and takes away, or renames.</returns>
    public static MigrationOrder? Of(IReadOnlyCollection<MigrationOperation> operations)
    {
        var takesAway = operations.Any(TakesAway);
        var adds = operations.Any(Adds);
        return operations.Any(o => o is RenameColumnOperation or RenameTableOperation) || takesAway && adds ? null
            : takesAway ? MigrationOrder.OwnerFirst : MigrationOrder.ReceiverFirst;
    }

    private static bool TakesAway(MigrationOperation operation) => operation switch
    {
        DropTableOperation or DropColumnOperation or DropSchemaOperation => true,
        AlterColumnOperation alter => !alter.IsNullable && alter.OldColumn.IsNullable,
        // The owner's rows satisfy it once it has one; the receiver's are the owner's.
        AddCheckConstraintOperation or AddUniqueConstraintOperation or AddForeignKeyOperation or AddPrimaryKeyOperation => true,
        CreateIndexOperation index => index.IsUnique,
        _ => false,
    };

    private static bool Adds(MigrationOperation operation) => operation switch
    {
        AddColumnOperation => true,
        AlterColumnOperation alter => !TakesAway(alter),
        DropCheckConstraintOperation or DropUniqueConstraintOperation or DropForeignKeyOperation or DropPrimaryKeyOperation => true,
        _ => false,
    };
}
