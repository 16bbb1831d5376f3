using System.Text.Json.Serialization;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>The answer to form 2.</summary>
internal sealed record StatementOutput(string Message, string Status, [property: JsonPropertyName("verification_results")] VerificationOutput VerificationResults);
