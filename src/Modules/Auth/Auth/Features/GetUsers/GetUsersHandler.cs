using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.GetUsers;

internal sealed class GetUsersHandler(AuthDbContext database) : IRequestHandler<Contracts.GetUsers, Result<IReadOnlyList<UserAccount>>>
{
    public async Task<Result<IReadOnlyList<UserAccount>>> Handle(Contracts.GetUsers request, CancellationToken cancellationToken)
    {
        if (request.UserIds.Count > Contracts.GetUsers.Most)
        {
            return new Error(UserErrors.TooMany, $"At most {Contracts.GetUsers.Most} users at a time.", ErrorKind.Invalid);
        }

        return await database.Users.Where(u => request.UserIds.Contains(u.Id)).OrderBy(u => u.Id).Select(UserAccounts.Of).ToListAsync(cancellationToken);
    }
}
