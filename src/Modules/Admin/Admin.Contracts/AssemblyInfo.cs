using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Admin")]
