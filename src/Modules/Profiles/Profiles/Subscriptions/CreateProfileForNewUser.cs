using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Events;
using Monolith.Profiles.Data;

namespace Monolith.Profiles.Subscriptions;

/// <summary>Gives a new user an empty profile. Who was quicker than the event, and has written theirs, keeps it.</summary>
internal sealed class CreateProfileForNewUser(ProfilesDbContext database) : IEventHandler<UserRegistered>
{
    public Task HandleAsync(EventEnvelope<UserRegistered> e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(e);
        return database.Database.ExecuteSqlAsync(
            $"INSERT INTO profiles.profiles (user_id, full_name, bio, updated_at) VALUES ({e.Data.UserId}, '', '', {e.Data.RegisteredAt}) ON CONFLICT DO NOTHING", cancellationToken);
    }
}
