using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Features;

/// <summary>What other modules' requests are refused with.</summary>
internal static class KycRefusals
{
    public static Error NotFound { get; } = new(KycErrors.NotFound, "The user has submitted nothing.", ErrorKind.NotFound);

    public static Error NoStatement { get; } = new(KycErrors.NoStatement, "The user's last form came without a bank statement.", ErrorKind.NotFound);

    public static Error BadReason { get; } = new(
        KycErrors.BadReason, $"The reason must have 1 to {Contracts.GetKycDetails.MaxReasonLength} characters, and no control characters.", ErrorKind.Invalid);

    public static Error BadLimit(int most) => new(KycErrors.BadLimit, $"At most {most} can be asked for at a time, and at least 1.", ErrorKind.Invalid);

    public static bool IsReason(string? reason)
        => !string.IsNullOrWhiteSpace(reason) && reason.Length <= Contracts.GetKycDetails.MaxReasonLength && !reason.Any(char.IsControl);
}
