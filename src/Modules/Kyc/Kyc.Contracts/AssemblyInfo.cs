using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Kyc")]
