using System.Buffers;
using System.Globalization;

namespace Monolith.Wallet.Features.Statement;

/// <summary>Lines of CSV (RFC 4180) that a spreadsheet may open: text that it would take for a formula begins with an apostrophe (OWASP, CSV injection).</summary>
internal static class Csv
{
    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create("\",\r\n;\t");

    private static readonly SearchValues<char> IsFormula = SearchValues.Create("=+-@|%＝＋－＠");

    public const string Header = "number,date,description,reference_id,other_user_id,debit,credit,balance,currency\r\n";

    public static string Of(StatementLine line) => string.Join(
        ',',
        line.Number.ToString(CultureInfo.InvariantCulture),
        line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Text(line.Method),
        Text(line.ReferenceId),
        line.OtherUserId?.ToString(CultureInfo.InvariantCulture),
        // Two columns without signs: a leading minus is a formula to some.
        line.Amount < 0 ? Money(-line.Amount) : "",
        line.Amount > 0 ? Money(line.Amount) : "",
        Money(line.Balance),
        line.Currency) + "\r\n";

    internal static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Also behind white space, which spreadsheets skip; the full-width forms are formulas in East Asian locales.
        var first = text.TrimStart();
        var safe = first is [var start, ..] && IsFormula.Contains(start) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(MustBeQuoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Money(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}
