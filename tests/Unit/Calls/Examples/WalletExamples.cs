using Monolith.Wallet.Contracts;

namespace Monolith.Unit.Calls.Examples;

internal static class WalletExamples
{
    public static FreezeAccount FreezeAccount(CallWorld world) => new(world.NewUserId(), "a dispute", world.Admin.Id, $"{Guid.NewGuid()}");

    public static UnfreezeAccount UnfreezeAccount(CallWorld world) => new(world.NewUserId(), "it is over", world.Admin.Id, $"{Guid.NewGuid()}");

    public static OpenAccount OpenAccount(CallWorld world) => new(world.NewUserId());

    public static GetBalance GetBalance(CallWorld world) => new(world.User.Id);

    public static GetBalances GetBalances(CallWorld world) => new([world.User.Id, world.Admin.Id]);
}
