using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.GetUsers;

internal sealed class GetUserHandler(AuthDbContext database) : IRequestHandler<GetUser, Result<UserAccount>>
{
    public async Task<Result<UserAccount>> Handle(GetUser request, CancellationToken cancellationToken)
        => await database.Users.Where(u => u.Id == request.UserId).Select(UserAccounts.Of).SingleOrDefaultAsync(cancellationToken) is { } account
            ? account
            : new Error(UserErrors.NotFound, "User not found", ErrorKind.NotFound);
}
