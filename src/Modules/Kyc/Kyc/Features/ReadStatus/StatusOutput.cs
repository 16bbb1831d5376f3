using System.Text.Json.Serialization;

namespace Monolith.Kyc.Features.ReadStatus;

/// <summary>A status with the fields of one form: which one says the form that was submitted last.</summary>
[JsonDerivedType(typeof(IdentityStatusOutput))]
[JsonDerivedType(typeof(StatementStatusOutput))]
internal abstract record StatusOutput([property: JsonPropertyOrder(-1)] string Status);
