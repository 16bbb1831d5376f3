using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Domain;
using Monolith.Kernel.Events;

namespace Monolith.Auth.Data;

/// <summary>The one way in which an account comes to be: the other modules are told of it in the transaction that makes it.</summary>
internal static class Registration
{
    /// <exception cref="DbUpdateException">Somebody else has its name or address: there is no account, and nobody was told.</exception>
    public static async Task RegisterAsync(this AuthDbContext database, User user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Users.Add(user);
        // Gives it its id.
        await database.SaveChangesAsync(cancellationToken);
        database.Announce(new UserRegistered(user.Id, user.Username, user.Email, user.Mobile, user.CreatedAt));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>For who has inserted the account already, in the open transaction.</summary>
    public static void Announce(this AuthDbContext database, UserRegistered registered) => database.Publish(registered, $"user:{registered.UserId}");
}
