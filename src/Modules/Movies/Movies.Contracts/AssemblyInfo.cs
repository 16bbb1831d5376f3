using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Movies")]
