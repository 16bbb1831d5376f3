using System.Text.Json;
using Monolith.Kernel.Security.AtRest;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Protection;

/// <summary>What users submit, as it is kept: encrypted, and bound to its user and column. The forms are kept as the JSON of their records in Contracts, which only grow.</summary>
internal sealed class KycVault(IAtRestEncryption encryption)
{
    public byte[] Protect(int userId, IdentityDetails details) => Protect(userId, (object)details);

    public byte[] Protect(int userId, StatementDetails details) => Protect(userId, (object)details);

    public byte[] ProtectStatement(int userId, ReadOnlySpan<byte> file) => encryption.Protect(file, StatementOf(userId));

    /// <summary>As it came.</summary>
    public byte[] File(KycStatement statement) => encryption.Unprotect(statement.Content, StatementOf(statement.UserId));

    /// <summary>Null when the record holds another form.</summary>
    public IdentityDetails? Identity(KycRecord record) => record.Form == KycForm.Identity ? Read<IdentityDetails>(record) : null;

    /// <summary>Null when the record holds another form.</summary>
    public StatementDetails? Statement(KycRecord record) => record.Form == KycForm.BankStatement ? Read<StatementDetails>(record) : null;

    /// <summary>With the newest key.</summary>
    public void ProtectAnew(KycRecord record) => record.Details = Anew(record.Details, DetailsOf(record.UserId));

    /// <summary>With the newest key.</summary>
    public void ProtectAnew(KycStatement statement) => statement.Content = Anew(statement.Content, StatementOf(statement.UserId));

    private static string DetailsOf(int userId) => FormattableString.Invariant($"kyc.details:{userId}");

    private static string StatementOf(int userId) => FormattableString.Invariant($"kyc.statement:{userId}");

    private byte[] Protect(int userId, object details)
        => encryption.Protect(JsonSerializer.SerializeToUtf8Bytes(details, details.GetType(), JsonSerializerOptions.Web), DetailsOf(userId));

    private T Read<T>(KycRecord record)
        => JsonSerializer.Deserialize<T>(encryption.Unprotect(record.Details, DetailsOf(record.UserId)), JsonSerializerOptions.Web)!;

    private byte[] Anew(byte[] encrypted, string purpose) => encryption.Protect(encryption.Unprotect(encrypted, purpose), purpose);
}
