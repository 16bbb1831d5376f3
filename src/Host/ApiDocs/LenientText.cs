using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Monolith.Kernel.Frontends;

namespace Monolith.Host.ApiDocs;

/// <summary>A property that reads any scalar as text has no JSON type of its own; clients should send text.</summary>
internal static class LenientText
{
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonConverterAttribute), inherit: false)
            is [System.Text.Json.Serialization.JsonConverterAttribute { ConverterType: { } converter }] && converter.IsAssignableTo(typeof(LenientTextConverter)))
        {
            schema.Type = JsonSchemaType.String;
        }
    }
}
