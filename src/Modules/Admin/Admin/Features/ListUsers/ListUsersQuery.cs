using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListUsers;

/// <summary>A page of users; see <see cref="Auth.Contracts.ListUsers"/>.</summary>
internal sealed record ListUsersQuery(int AdminId, string? Prefix, int? After, int Limit) : IRequest<Result<IReadOnlyList<UserOutput>>>;
