using Monolith.Admin;
using Monolith.Extracted.ServiceHost;

return await ModuleService.RunAsync(args, new AdminModule());
