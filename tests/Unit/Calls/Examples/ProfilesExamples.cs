using Monolith.Profiles.Contracts;

namespace Monolith.Unit.Calls.Examples;

internal static class ProfilesExamples
{
    public static GetProfileDetails GetProfileDetails(CallWorld world) => new(world.User.Id);
}
