using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Idempotency;

/// <summary>What an action answered. Other headers are the edge's, which gives every answer its own.</summary>
internal sealed record StoredAnswer(int Status, string? ContentType, string? Location, byte[] Body)
{
    /// <summary>Says of an answer that it was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public async Task WriteAsync(HttpContext context, bool replayed)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        // An error without a body gets the contract's further out, which goes by this.
        response.ContentLength = Body.Length > 0 ? Body.Length : null;
        if (replayed)
        {
            response.Headers[ReplayedHeader] = "true";
        }

        if (Body.Length > 0)
        {
            await response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }
}
