using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Broker")]
