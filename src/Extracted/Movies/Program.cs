using Monolith.Extracted.ServiceHost;
using Monolith.Movies;

return await ModuleService.RunAsync(args, new MoviesModule());
