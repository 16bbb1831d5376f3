using Monolith.Extracted.ServiceHost;
using Monolith.Kyc;

return await ModuleService.RunAsync(args, new KycModule());
