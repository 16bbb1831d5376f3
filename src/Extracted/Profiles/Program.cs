using Monolith.Extracted.ServiceHost;
using Monolith.Profiles;

return await ModuleService.RunAsync(args, new ProfilesModule());
