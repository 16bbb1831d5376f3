using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>How changes and figures are written.</summary>
internal static class LedgerJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
