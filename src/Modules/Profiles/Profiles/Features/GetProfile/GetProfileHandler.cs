using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Profiles.Data;

namespace Monolith.Profiles.Features.GetProfile;

internal sealed class GetProfileHandler(ProfilesDbContext database, IMediator mediator) : IRequestHandler<GetProfileQuery, Result<ProfileOutput>>
{
    public async Task<Result<ProfileOutput>> Handle(GetProfileQuery request, CancellationToken cancellationToken)
    {
        var user = await mediator.Send(new GetUser(request.UserId), cancellationToken);
        if (!user.Succeeded)
        {
            return user.Error;
        }

        var profile = await database.Profiles.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == request.UserId, cancellationToken);
        return new ProfileOutput(user.Value.Username ?? "", user.Value.Email, user.Value.Mobile ?? "", profile?.FullName ?? "", profile?.Bio ?? "");
    }
}
