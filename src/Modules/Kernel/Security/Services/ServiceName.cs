using System.Text.RegularExpressions;

namespace Monolith.Kernel.Security.Services;

/// <summary>What a service may be called: it becomes part of file names and of URLs.</summary>
internal static partial class ServiceName
{
    public const string Pattern = @"\A[a-z][a-z0-9-]{0,62}\z";

    public static bool IsValid(string name) => Expression().IsMatch(name);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
