using System.Diagnostics.Metrics;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>How many access tokens were refused, and why: the only place where the reasons are told apart.</summary>
internal static class AccessTokenMetrics
{
    private static readonly Meter Meter = new("Monolith.Kernel.Security");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("monolith.access_token.refused", "{token}", "Access tokens that were not accepted.");

    public static void Refused(AccessTokenFailure failure) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", failure.ToString()));
}
