using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Monolith.Kernel.Data.Ownership;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data.Ownership;

public sealed class MigrationOrdersTests
{
    private static readonly AddColumnOperation Adds = new() { Name = "note", Table = "entries", ClrType = typeof(string), IsNullable = true };
    private static readonly DropColumnOperation TakesAway = new() { Name = "old", Table = "entries" };

    [Fact]
    public void Of_Additions_ReceiverFirst()
        => MigrationOrders.Of([Adds, new CreateTableOperation { Name = "more" }, new CreateIndexOperation { Name = "ix", Columns = ["note"] }]).ShouldBe(MigrationOrder.ReceiverFirst);

    [Fact]
    public void Of_Removals_OwnerFirst()
        => MigrationOrders.Of([TakesAway, new DropTableOperation { Name = "old" }, new DropIndexOperation { Name = "ix" }]).ShouldBe(MigrationOrder.OwnerFirst);

    [Fact]
    public void Of_AColumnThatMustHaveAValueFromNowOn_OwnerFirst()
        => MigrationOrders.Of([new AlterColumnOperation { Name = "note", IsNullable = false, OldColumn = new AddColumnOperation { IsNullable = true } }]).ShouldBe(MigrationOrder.OwnerFirst);

    [Fact]
    public void Of_BothOrARename_None()
    {
        MigrationOrders.Of([Adds, TakesAway]).ShouldBeNull();
        MigrationOrders.Of([new RenameColumnOperation { Name = "a", NewName = "b", Table = "entries" }]).ShouldBeNull();
    }
}
