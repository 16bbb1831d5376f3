namespace Monolith.PaperBroker.Kite;

/// <summary>What every answer of Kite's is wrapped in.</summary>
internal static class KiteAnswer
{
    public static IResult Of(object data) => Results.Json(new { status = "success", data });

    public static IResult Error(int status, string type, string message)
        => Results.Json(new { status = "error", message, data = (object?)null, error_type = type }, statusCode: status);
}
