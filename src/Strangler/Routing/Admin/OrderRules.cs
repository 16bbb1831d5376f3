using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What every order to change something must keep to.</summary>
internal static class OrderRules
{
    private const int LongestReason = 500;
    private const int LongestWait = 60;
    private const int DefaultWait = 5;
    private const int MostNames = 1000;
    private const int LongestName = 256;

    /// <exception cref="AdminException">It is none.</exception>
    public static string CheckedReason(string? reason)
        => reason?.Trim() is { Length: > 0 and <= LongestReason } trimmed
            ? trimmed
            : throw new AdminException(AdminError.InvalidReason, $"A reason is required, 1 to {LongestReason} characters: it is what the history will say.");

    /// <exception cref="AdminException">It is too long.</exception>
    public static TimeSpan CheckedWait(decimal? wait)
        => wait is < 0 or > LongestWait
            ? throw new AdminException(AdminError.InvalidWait, $"The wait must be 0 to {LongestWait} seconds, not '{wait}'.")
            : TimeSpan.FromSeconds((double)(wait ?? DefaultWait));

    /// <exception cref="AdminException">There are too many, or one cannot be a user's or group's.</exception>
    public static IReadOnlyList<string> CheckedNames(IReadOnlyList<string>? names)
        => names is null ? []
            : names.Count <= MostNames && names.All(n => n is { Length: > 0 and <= LongestName } && !n.Any(char.IsControl)) ? names
            : throw new AdminException(AdminError.InvalidNames, $"Users and groups: at most {MostNames}, each 1 to {LongestName} characters.");
}
