namespace Monolith.PaperBroker.Kotak;

/// <summary>Kotak's two ways of wrapping: lists of faults from the gateway, <c>stat</c> from the trading system.</summary>
internal static class KotakAnswer
{
    public static IResult NotSignedIn => Fault(StatusCodes.Status401Unauthorized, "100008", "Invalid session, please login again");

    public static IResult Ok(object data) => Results.Json(new { tid = "server1", stat = "Ok", stCode = 200, data });

    public static IResult NotOk(string message, int code = 1005) => Results.Json(new { stat = "Not_Ok", emsg = message, stCode = code }, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Fault(int status, string code, string message) => Results.Json(new { error = new[] { new { code, message } } }, statusCode: status);
}
