using Microsoft.AspNetCore.Http;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>Routes that cannot answer with success here, whatever their body: what they answer once they have read it, and why. A body that is no good (422) is never a reason.</summary>
internal static class Refusals
{
    private const string NoMailServer = "no server here takes mail";
    private const string TokenByMail = "its token comes by mail, and no server here takes mail";
    private const string NoBroker = "no broker is configured here";
    private const string NoFirstStep = "its first step takes a broker that is configured";
    private const string NoBrokerSession = "the caller has no session at a broker, which takes one that is configured";

    public static IReadOnlyDictionary<string, (int Status, string Reason)> ByRoute { get; } = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        ["POST /api/auth/email/verification"] = (StatusCodes.Status503ServiceUnavailable, NoMailServer),
        ["POST /api/auth/password/forgot"] = (StatusCodes.Status503ServiceUnavailable, NoMailServer),
        ["POST /api/auth/email/verify"] = (StatusCodes.Status400BadRequest, TokenByMail),
        ["POST /api/auth/password/reset"] = (StatusCodes.Status400BadRequest, TokenByMail),
        ["POST /broker/kotak/login"] = (StatusCodes.Status503ServiceUnavailable, NoBroker),
        ["POST /broker/kotak/2fa"] = (StatusCodes.Status400BadRequest, NoFirstStep),
        ["POST /broker/kotak/orders"] = (StatusCodes.Status401Unauthorized, NoBrokerSession),
        ["DELETE /broker/kotak/orders/{orderId}"] = (StatusCodes.Status401Unauthorized, NoBrokerSession),
        ["POST /broker/zerodha/callback"] = (StatusCodes.Status400BadRequest, NoFirstStep),
        ["POST /broker/zerodha/orders"] = (StatusCodes.Status401Unauthorized, NoBrokerSession),
        ["DELETE /broker/zerodha/orders/{orderId}"] = (StatusCodes.Status401Unauthorized, NoBrokerSession),
    };
}
