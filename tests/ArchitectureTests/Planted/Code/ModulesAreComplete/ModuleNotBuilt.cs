// expect: Monolith.Wallet was not built.
// expect: Monolith.Wallet.Contracts was not built.
//# file src/Modules/Wallet/Wallet/Wallet.csproj
<Project />
//# file src/Modules/Wallet/Wallet.Contracts/Wallet.Contracts.csproj
<Project />
