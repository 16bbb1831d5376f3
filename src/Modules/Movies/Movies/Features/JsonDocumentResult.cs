using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Monolith.Movies.Features;

/// <summary>Sends a UTF-8 JSON document that is already written.</summary>
internal sealed class JsonDocumentResult(byte[] json) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, context.HttpContext.RequestAborted);
    }
}
