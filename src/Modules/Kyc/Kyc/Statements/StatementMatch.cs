using System.Text.RegularExpressions;

namespace Monolith.Kyc.Statements;

/// <summary>Whether a statement's text holds what the user wrote. Neither case nor the kind and length of white space counts: line breaks are the layout's.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Account">The account's number.</param>
/// <param name="Ifsc">The branch's code.</param>
internal sealed partial record StatementMatch(bool Name, bool Account, bool Ifsc)
{
    public bool All => Name && Account && Ifsc;

    public static StatementMatch Of(string text, string name, string account, string ifsc)
    {
        var plain = Plain(text);
        return new(Holds(name), Holds(account), Holds(ifsc));

        bool Holds(string value) => plain.Contains(Plain(value), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is looked for, and in what: all white space is one blank, and none is around it.</summary>
    public static string Plain(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex WhiteSpace();
}
