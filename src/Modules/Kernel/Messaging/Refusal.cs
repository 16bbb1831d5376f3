using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Messaging;

/// <summary>What a calling process is told when its call is not answered (RFC 9457).</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
