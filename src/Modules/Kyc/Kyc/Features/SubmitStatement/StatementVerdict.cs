using Monolith.Kyc.Statements;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>What became of form 2.</summary>
internal abstract record StatementVerdict
{
    /// <summary>The statement was read, and what was found in it decided.</summary>
    internal sealed record Decided(StatementMatch Found) : StatementVerdict;

    /// <summary>The statement could not be read, which is a rejection.</summary>
    internal sealed record Failed(string Failure) : StatementVerdict;

    /// <summary>Nothing was decided or kept: to be tried again later.</summary>
    internal sealed record Unavailable : StatementVerdict;
}
