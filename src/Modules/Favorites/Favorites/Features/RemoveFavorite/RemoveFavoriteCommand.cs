using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.RemoveFavorite;

/// <summary>Takes the movie off the user's list.</summary>
internal sealed record RemoveFavoriteCommand(int UserId, int MovieId) : IRequest<Result<Unit>>;
