using Monolith.Admin;
using Monolith.Auth;
using Monolith.Broker;
using Monolith.Favorites;
using Monolith.Kernel.Modules;
using Monolith.Kyc;
using Monolith.Movies;
using Monolith.Profiles;
using Monolith.Wallet;

namespace Monolith.Host;

/// <summary>Every module of the monolith.</summary>
internal static class HostModules
{
    public static IModule[] Create() => [new AuthModule(), new MoviesModule(), new FavoritesModule(), new ProfilesModule(), new WalletModule(), new KycModule(), new BrokerModule(), new AdminModule()];
}
