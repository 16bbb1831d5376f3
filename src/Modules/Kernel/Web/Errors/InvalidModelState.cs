using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using Monolith.Kernel.Frontends;

namespace Monolith.Kernel.Web.Errors;

/// <summary>What a controller answers when MVC could not read its parameters. After MVC's own set-up, which would overwrite it.</summary>
internal sealed class InvalidModelState(IOptions<JsonOptions> json) : IPostConfigureOptions<ApiBehaviorOptions>
{
    public void PostConfigure(string? name, ApiBehaviorOptions options)
    {
        var problemDetails = options.InvalidModelStateResponseFactory;
        options.InvalidModelStateResponseFactory = context =>
            context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IFrontendErrors>() is { } frontend ? Worded(context, frontend) : problemDetails(context);
        // An empty 4xx of a controller gets its body where every other one does.
        options.SuppressMapClientErrors = true;
    }

    private ObjectResult Worded(ActionContext context, IFrontendErrors frontend)
    {
        if (!IsAboutTheBody(context))
        {
            return new BadRequestObjectResult(frontend.Failed(StatusCodes.Status400BadRequest));
        }

        var body = UnfitField.In(context, json.Value.JsonSerializerOptions) is var (field, expected) ? frontend.UnfitField(field, expected) : frontend.MalformedBody;
        return new ObjectResult(body) { StatusCode = frontend.MalformedBodyStatus };
    }

    // The JSON reader files its errors under the place in the document ("$.movie_id"), everything else under the parameter's name.
    private static bool IsAboutTheBody(ActionContext context)
    {
        var others = context.ActionDescriptor.Parameters.Where(p => p.BindingInfo?.BindingSource != BindingSource.Body).Select(p => p.BindingInfo?.BinderModelName ?? p.Name);
        return context.ModelState.Where(entry => entry.Value is { ValidationState: ModelValidationState.Invalid })
            .Select(entry => entry.Key)
            .Except(others, StringComparer.OrdinalIgnoreCase)
            .Any();
    }
}
