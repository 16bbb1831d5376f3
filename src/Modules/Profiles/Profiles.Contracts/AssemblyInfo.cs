using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Profiles")]
