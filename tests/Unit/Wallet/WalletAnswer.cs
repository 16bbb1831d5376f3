using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Unit.Wallet;

/// <summary>What the wallet answered.</summary>
internal sealed record WalletAnswer(int Status, string Body, string? ContentType, string? Link)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The body as it is on the wire: <c>5.00</c> is not <c>5</c>.</summary>
    public void ShouldBe(int status, string body)
    {
        Status.ShouldBe(status, Body);
        Body.ShouldBe(body);
    }
}
