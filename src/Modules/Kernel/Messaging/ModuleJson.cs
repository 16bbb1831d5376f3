using System.Text.Json;

namespace Monolith.Kernel.Messaging;

/// <summary>How requests and answers look between processes.</summary>
internal static class ModuleJson
{
    /// <summary>
    /// Unknown members are ignored, so that a newer sender can talk to an older receiver; a missing member, a null where none is allowed and a
    /// doubled member are errors, because each would mean something different to different readers.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 32,
    };
}
