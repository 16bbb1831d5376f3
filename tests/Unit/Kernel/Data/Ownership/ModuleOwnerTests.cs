using Monolith.Kernel.Data;
using Monolith.Kernel.Data.Ownership;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data.Ownership;

public sealed class ModuleOwnerTests
{
    private readonly ModuleOwner _owner = new(
        new(new("Shop"), typeof(ModuleDbContext), ModuleRole.Owner, [], new()), new("shop", TimeSpan.FromSeconds(1), TimeProvider.System));

    [Fact]
    public void Claims_Both_TheHigherEpochCounts()
    {
        _owner.Claim(DatabasePlace.Monolith, 3);
        _owner.Claim(DatabasePlace.Own, 4);
        _owner.Gate.Owner.ShouldBe(DatabasePlace.Own);

        _owner.Claim(DatabasePlace.Monolith, 5);
        _owner.Gate.Owner.ShouldBe(DatabasePlace.Monolith);
        _owner.Epoch.ShouldBe(5);
    }

    [Fact]
    public void Claims_None_NobodyIsLetIn()
    {
        _owner.Gate.Owner.ShouldBeNull();

        _owner.Claim(DatabasePlace.Monolith, 1);
        _owner.Release(DatabasePlace.Monolith);

        _owner.Gate.Owner.ShouldBeNull();
        _owner.Epoch.ShouldBeNull();
    }

    [Fact]
    public void Release_OfTheOtherOne_ChangesNothing()
    {
        _owner.Claim(DatabasePlace.Own, 2);

        _owner.Release(DatabasePlace.Monolith);

        _owner.Gate.Owner.ShouldBe(DatabasePlace.Own);
    }
}
