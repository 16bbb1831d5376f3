using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Auth")]
