namespace Monolith.Unit.Strangler.Gateway;

/// <summary>A folder with a <c>strangler.json</c> and the data of a gateway.</summary>
internal sealed class GatewayFolder : IDisposable
{
    public const string Right =
        """
        {
          // The shop, as it has always been.
          "monolith": { "url": "http://127.0.0.1:20001" },
          "services": { "orders": { "url": "http://127.0.0.1:20002", "health": "/healthz" } }, /* more to come */
          "routes": [
            { "flag": "orders.list", "methods": ["GET"], "path": "/api/orders/{**rest}" },
            { "flag": "orders.add", "methods": ["POST"], "path": "/api/orders" },
          ],
          "identity": { "userClaim": "sub", "sessionCookie": "sid" },
          "feature_management": { "feature_flags": [] }
        }
        """;

    public GatewayFolder(string text = Right) => Write(text);

    public string Folder { get; } = Directory.CreateTempSubdirectory("gateway-test-").FullName;

    public string File => Path.Combine(Folder, "strangler.json");

    public string Data => Path.Combine(Folder, "data");

    public string Text => System.IO.File.ReadAllText(File);

    public void Write(string text) => System.IO.File.WriteAllText(File, text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
