namespace Monolith.Strangler.Gateway;

/// <summary>
/// Where a gateway's defaults differ from a host's: what it carries is another server's, which has limits of its own. They are limits all the same; files,
/// environment and command line say others.
/// </summary>
internal static class GatewayDefaults
{
    public static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        // Bodies are passed on as they come, not kept: the monolith says what is too large.
        ["Web:MaxRequestBodyBytes"] = "1073741824",
        ["Web:MaxConnections"] = "10000",
        // A download may take as long as it moves: Strangler:ActivityTimeout ends one that does not.
        ["Web:RequestTimeout"] = "1.00:00:00",
        ["Web:RequestIdInAnswers"] = "false",
        ["Strangler:ActivityTimeout"] = "00:01:00",
    };
}
