using System.Text.Json.Serialization;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewKyc.Parts;

/// <summary>Form 2, and which of its values the statement's text holds; why it could not be read is null when it could.</summary>
internal sealed record BankStatementPart(
    [property: JsonPropertyName("full_name")] string FullName,
    [property: JsonPropertyName("account_number")] string AccountNumber,
    [property: JsonPropertyName("ifsc_code")] string IfscCode,
    [property: JsonPropertyName("name_found")] bool NameFound,
    [property: JsonPropertyName("account_found")] bool AccountFound,
    [property: JsonPropertyName("ifsc_found")] bool IfscFound,
    string? Failure)
{
    public static BankStatementPart Of(StatementDetails form)
        => new(form.FullName, form.AccountNumber, form.IfscCode, form.NameFound, form.AccountFound, form.IfscFound, form.Failure);
}
