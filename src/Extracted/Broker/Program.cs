using Monolith.Broker;
using Monolith.Extracted.ServiceHost;

return await ModuleService.RunAsync(args, new BrokerModule());
