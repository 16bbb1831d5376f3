using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.AddFavorite;

/// <summary>Keeps a snapshot of the movie for the user, once however often and however concurrently it is asked.</summary>
internal sealed record AddFavoriteCommand(int UserId, int MovieId) : IRequest<Result<Unit>>;
