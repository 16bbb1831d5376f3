namespace Monolith.Auth.Features.Login;

/// <summary>
/// When a failed log-in is answered: at the next multiple of the floor. Not simply no sooner than the floor: on a busy machine an old bcrypt hash takes
/// longer than that, and the rest would show that there is such an account.
/// </summary>
internal static class FailedLoginFloor
{
    public static TimeSpan Remaining(TimeSpan elapsed, TimeSpan floor)
        => floor == TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(floor.Ticks - (elapsed.Ticks % floor.Ticks));
}
