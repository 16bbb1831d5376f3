using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Profiles.Data;

namespace Monolith.Profiles.Features.UpdateProfile;

internal sealed class UpdateProfileHandler(ProfilesDbContext database, TimeProvider time) : IRequestHandler<UpdateProfileCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(UpdateProfileCommand request, CancellationToken cancellationToken)
    {
        // One statement: the first two changes of a new user may come at once, and each field is the last one written, whoever else writes the other.
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO profiles.profiles AS p (user_id, full_name, bio, updated_at)
            VALUES ({request.UserId}, COALESCE({request.FullName}, ''), COALESCE({request.Bio}, ''), {time.GetUtcNow()})
            ON CONFLICT (user_id) DO UPDATE
            SET full_name = COALESCE({request.FullName}, p.full_name), bio = COALESCE({request.Bio}, p.bio), updated_at = excluded.updated_at
            """,
            cancellationToken);
        return Unit.Value;
    }
}
