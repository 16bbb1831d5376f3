using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monolith.Unit.Auth;

internal static class Json
{
    /// <summary>Leaves accents as they are, so that expectations can be read.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
