using System.Text.Json.Nodes;

namespace Monolith.Integration.Browser;

/// <summary>One call of the page. Status 0: the browser gave the page no answer, because CORS forbade it, the connection broke or the time was up.</summary>
internal sealed record BrowserStep(string Call, int Status, JsonNode? Answer);
