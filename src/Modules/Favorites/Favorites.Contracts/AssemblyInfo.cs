using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Favorites")]
