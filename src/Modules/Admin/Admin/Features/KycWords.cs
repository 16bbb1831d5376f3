using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features;

/// <summary>Where a user's KYC stands and what they submitted, in the words of the frontend.</summary>
internal static class KycWords
{
    public static string Of(KycState state) => state switch { KycState.Approved => "approved", KycState.Rejected => "rejected", _ => "pending" };

    public static string? Of(KycForm? form) => form switch { KycForm.Identity => "identity", KycForm.BankStatement => "bank_statement", _ => null };
}
