using Monolith.Auth;
using Monolith.Extracted.ServiceHost;

return await ModuleService.RunAsync(args, new AuthModule());
