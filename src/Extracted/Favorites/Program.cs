using Monolith.Extracted.ServiceHost;
using Monolith.Favorites;

return await ModuleService.RunAsync(args, new FavoritesModule());
