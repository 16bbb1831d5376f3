using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Unit.Broker;

/// <summary>What the module answered.</summary>
internal sealed record BrokerAnswer(int Status, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Detail => Json["detail"]?.GetValue<string>();

    public void ShouldBe(int status, string body)
    {
        Status.ShouldBe(status, Body);
        Body.ShouldBe(body);
    }

    public void ShouldSay(int status, string detail)
    {
        Status.ShouldBe(status, Body);
        Detail.ShouldBe(detail);
    }
}
