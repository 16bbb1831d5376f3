using System.Text.Json.Nodes;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

/// <summary>tests/tools/jose, installed when it is first asked.</summary>
public sealed class JosePeer : IAsyncLifetime
{
    private NpmTool? _jose;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _jose?.Dispose();
        return Task.CompletedTask;
    }

    internal async Task<JsonNode> AskAsync(JsonNode question)
    {
        _jose ??= await NpmTool.InstallAsync("jose");
        return JsonNode.Parse(await _jose.RunAsync("node", ["peer.mjs"], question.ToJsonString()))!;
    }
}
