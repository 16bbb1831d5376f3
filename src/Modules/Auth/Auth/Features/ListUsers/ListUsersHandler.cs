using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Features.GetUsers;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ListUsers;

internal sealed class ListUsersHandler(AuthDbContext database) : IRequestHandler<Contracts.ListUsers, Result<IReadOnlyList<UserAccount>>>
{
    private static readonly Error TooMany = new(UserErrors.TooMany, $"The limit must be 1 to {Contracts.ListUsers.MaxLimit}.", ErrorKind.Invalid);

    private static readonly Error BadPrefix = new(
        UserErrors.BadPrefix, $"The prefix must have at most {Contracts.ListUsers.MaxPrefixLength} characters and no control characters.", ErrorKind.Invalid);

    public async Task<Result<IReadOnlyList<UserAccount>>> Handle(Contracts.ListUsers request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > Contracts.ListUsers.MaxLimit)
        {
            return TooMany;
        }

        if (request.Prefix is { } text && (text.Length > Contracts.ListUsers.MaxPrefixLength || text.Any(char.IsControl)))
        {
            return BadPrefix;
        }

        var (prefix, after) = (Username.Normalize(request.Prefix ?? ""), request.After ?? 0);
        var users = database.Users.Where(u => u.Id > after);
        if (prefix.Length > 0)
        {
            users = users.Where(u => u.NormalizedEmail.StartsWith(prefix) || u.NormalizedUsername!.StartsWith(prefix));
        }

        return await users.OrderBy(u => u.Id).Take(request.Limit).Select(UserAccounts.Of).ToListAsync(cancellationToken);
    }
}
