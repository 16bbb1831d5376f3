using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features;

/// <summary>The contract's refusals, word for word, and those of ours that stand beside them.</summary>
internal static class BrokerErrors
{
    public const string TooManyRefusals = "broker.too_many_refusals";
    public const string NotConnected = "broker.not_connected";

    public static Error NoKeys(BrokerKind broker) => new(
        "broker.no_keys",
        broker == BrokerKind.Kotak ? "Broker keys not found. Call /broker/kotak/init first." : "Zerodha keys missing. Call /broker/zerodha/init first.",
        ErrorKind.Invalid);

    public static Error NotInitiated(BrokerKind broker) => new(
        "broker.not_initiated",
        broker == BrokerKind.Kotak ? "Login not initiated or already connected." : "Login not initiated. Call /broker/zerodha/login-url first.",
        ErrorKind.Invalid);

    public static Error NotLoggedIn(BrokerKind broker) => new(
        NotConnected, broker == BrokerKind.Kotak ? "Broker not connected. Login and complete 2FA first." : "Zerodha not connected.", ErrorKind.Forbidden);

    public static Error InvalidCallback(string why) => new("broker.invalid_callback", $"Invalid callback URL: {why}", ErrorKind.Invalid);

    public static Error Overtaken { get; } = new("broker.overtaken", "The connection was changed meanwhile. Log in again.", ErrorKind.Conflict);

    public static Error Of(Beginning beginning, BrokerKind broker, ConnectionRules rules) => beginning switch
    {
        Beginning.NoKeys => NoKeys(broker),
        Beginning.NotPending => NotInitiated(broker),
        Beginning.Busy => new("broker.busy", "Another login of yours is under way. Try again in a moment.", ErrorKind.Conflict),
        _ => new(TooManyRefusals, $"{broker} refused too often. Try again in {Math.Ceiling(rules.RefusalWindow.TotalMinutes):0} minutes.", ErrorKind.Conflict),
    };
}
