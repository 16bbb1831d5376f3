using Monolith.Kernel.Frontends;

namespace Monolith.Host.ApiDocs;

/// <summary><c>/openapi/v1.json</c> from the controllers, and Swagger UI at <c>/docs</c> from assets inside the assembly: it works without a network.</summary>
internal static class ApiDocuments
{
    private const string Document = "v1";

    public static void AddApiDocuments(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        // What is for operators and other services is documented where they look, not to strangers.
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.OrdinalIgnoreCase) == true
            || description.ActionDescriptor.EndpointMetadata.OfType<IFrontendErrors>().Any();
        options.AddDocumentTransformer<BearerScheme>();
        options.AddOperationTransformer<BearerRequirement>();
        options.AddSchemaTransformer((schema, context, _) =>
        {
            LenientText.Describe(schema, context);
            return Task.CompletedTask;
        });
    });

    public static void UseApiDocuments(this WebApplication app)
    {
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Monolith API";
            options.SwaggerEndpoint($"/openapi/{Document}.json", "Monolith");
        });
        app.MapOpenApi().AllowAnonymous();
        app.MapRootPage();
    }
}
