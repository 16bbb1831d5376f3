using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.FindUserByEmail;

internal sealed class FindUserByEmailHandler(AuthDbContext database) : IRequestHandler<Contracts.FindUserByEmail, Result<UserSummary>>
{
    public async Task<Result<UserSummary>> Handle(Contracts.FindUserByEmail request, CancellationToken cancellationToken)
    {
        var normalized = EmailAddress.Normalize(request.Email);
        var user = await database.Users.Where(u => u.NormalizedEmail == normalized).Select(u => new { u.Id, u.Name }).SingleOrDefaultAsync(cancellationToken);
        return user is null
            ? new Error(UserErrors.NotFound, "Nobody has this e-mail address.", ErrorKind.NotFound)
            : new UserSummary(user.Id, user.Name);
    }
}
