using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ViewUser;

/// <summary>One user, from every module that knows them.</summary>
internal sealed record ViewUserQuery(int AdminId, int UserId) : IRequest<Result<UserViewOutput>>;
