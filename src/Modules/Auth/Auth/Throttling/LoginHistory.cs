using System.Runtime.InteropServices;

namespace Monolith.Auth.Throttling;

/// <summary>What the throttle knows when it decides. A time is that of the attempt which used up the budget within the window; null while some is left.</summary>
/// <param name="Now">The database's clock.</param>
/// <param name="PairFullSince">Of the account from this address.</param>
/// <param name="StrangerFullSince">Of the account from this address, were it a stranger's under attack.</param>
/// <param name="AddressFullSince">Of this address over all accounts.</param>
/// <param name="IsUnderAttack">Whether the account has too many failures from everywhere.</param>
/// <param name="IsKnownOrigin">Whether the account has logged in from this address before.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoginHistory(
    DateTime Now, DateTime? PairFullSince, DateTime? StrangerFullSince, DateTime? AddressFullSince, bool IsUnderAttack, bool IsKnownOrigin)
{
    /// <summary>How long the caller has to wait; null when it may try now.</summary>
    /// <param name="window">How far back the budgets count.</param>
    public TimeSpan? MustWait(TimeSpan window)
    {
        // Only strangers pay for an attack: the owner, who has logged in from here before, keeps the usual budget.
        var pair = IsUnderAttack && !IsKnownOrigin ? StrangerFullSince : PairFullSince;
        var latest = pair > AddressFullSince ? pair : AddressFullSince ?? pair;
        return latest + window - Now;
    }
}
