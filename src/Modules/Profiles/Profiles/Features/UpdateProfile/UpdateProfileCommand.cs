using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Profiles.Features.UpdateProfile;

/// <summary>Changes what a user says of themselves.</summary>
/// <param name="UserId">Whose profile.</param>
/// <param name="FullName">Null: as it is.</param>
/// <param name="Bio">Null: as it is.</param>
internal sealed record UpdateProfileCommand(int UserId, string? FullName, string? Bio) : IRequest<Result<Unit>>;
