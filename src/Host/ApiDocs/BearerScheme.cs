using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Monolith.Host.ApiDocs;

/// <summary>Says how to sign in, so that Swagger UI offers its Authorize button.</summary>
internal sealed class BearerScheme : IOpenApiDocumentTransformer
{
    public const string Id = "Bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Monolith API";
        document.Info.Description = "The contracts of the movies frontend (/api/...) and the trading frontend. Sign in with POST /api/auth/login or POST /login and send the access_token as a bearer token.";
        // Where the document was asked for: a fixed address would be wrong behind a proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Id] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
        return Task.CompletedTask;
    }
}
