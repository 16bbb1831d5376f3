using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Monolith.Kernel.Web.Errors;

/// <summary>The field of a body that is JSON, at which the JSON reader stopped because the value has another type.</summary>
internal static class UnfitField
{
    private const string Root = "$.";

    /// <returns>Null when the body is not JSON, or none of its own fields is at fault.</returns>
    public static (string Name, Type Expected)? In(ActionContext context, JsonSerializerOptions options)
    {
        var path = context.ModelState.FirstOrDefault(entry => entry.Value!.Errors.Any(IsOfType)).Key;
        var body = context.ActionDescriptor.Parameters.FirstOrDefault(p => p.BindingInfo?.BindingSource == BindingSource.Body);
        if (body is null || path?.StartsWith(Root, StringComparison.Ordinal) != true)
        {
            return null;
        }

        // An element of a list and a field of a field are told by the field of the body they are in.
        var name = path[Root.Length..].Split('.', '[')[0];
        var property = options.GetTypeInfo(body.ParameterType).Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return property is null ? null : (property.Name, property.PropertyType);
    }

    // What is not JSON at all has the reader's own exception inside.
    private static bool IsOfType(ModelError error) => error.Exception is JsonException { InnerException: not JsonException };
}
