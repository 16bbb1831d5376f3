using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Profiles.Features.GetProfile;

/// <summary>A user's profile, from the moment the account was made.</summary>
internal sealed record GetProfileQuery(int UserId) : IRequest<Result<ProfileOutput>>;
