using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Features;

/// <summary>How the frontend names states.</summary>
internal static class KycWords
{
    public static string Of(KycState state) => state switch
    {
        KycState.Approved => "approved",
        KycState.Rejected => "rejected",
        _ => "pending",
    };
}
