using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Wallet")]
