using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Profiles.Contracts;
using Monolith.Profiles.Data;

namespace Monolith.Profiles.Features.GetProfileDetails;

internal sealed class GetProfileDetailsHandler(ProfilesDbContext database) : IRequestHandler<Contracts.GetProfileDetails, Result<ProfileDetails>>
{
    public async Task<Result<ProfileDetails>> Handle(Contracts.GetProfileDetails request, CancellationToken cancellationToken)
        => await database.Profiles.Where(p => p.UserId == request.UserId).Select(p => new ProfileDetails(p.UserId, p.FullName, p.Bio)).SingleOrDefaultAsync(cancellationToken)
            ?? new ProfileDetails(request.UserId, "", "");
}
