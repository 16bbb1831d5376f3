using System.Linq.Expressions;
using Monolith.Auth.Contracts;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.GetUsers;

/// <summary>What other modules see of an account.</summary>
internal static class UserAccounts
{
    public static readonly Expression<Func<User, UserAccount>> Of = u => new UserAccount(u.Id, u.Username, u.Email, u.Mobile, u.Role, u.CreatedAt);
}
