using Monolith.Kyc.Statements;

namespace Monolith.Kyc.Features;

/// <summary>What of the form the statement holds.</summary>
internal sealed record VerificationOutput(bool Name, bool Account, bool Ifsc)
{
    public static VerificationOutput Of(StatementMatch found) => new(found.Name, found.Account, found.Ifsc);
}
