using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>
/// SHA-256, in lower-case hexadecimal, over these fields as netstrings (https://cr.yp.to/proto/netstrings.txt: length in bytes, colon, UTF-8, comma), so
/// that no two entries have one form: hash before (empty for the first entry), version, order (empty for none), at
/// (<c>2026-11-21T06:13:59.123456Z</c>), author, reason, changes, document, figures. The migration that chained the older entries says the same in SQL.
/// </summary>
internal static class LedgerHash
{
    public static string Of(LedgerEntry entry, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in (string[])
        [
            previous, entry.Version.ToString(CultureInfo.InvariantCulture), entry.Order?.ToString("D") ?? "",
            entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            entry.Author, entry.Reason, entry.Changes, entry.Document, entry.Figures,
        ])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
            hash.AppendData(","u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
