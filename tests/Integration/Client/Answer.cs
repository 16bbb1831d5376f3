using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>An HTTP answer, read to its end.</summary>
/// <param name="Body">As it came, undecoded but for UTF-8.</param>
/// <param name="Headers">Those of the answer and of its content; names in lower case, repeated ones joined with a line break.</param>
/// <param name="Started">When the request began, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="Ended">When the last byte of the answer was there.</param>
internal sealed record Answer(string Request, int Status, string Body, IReadOnlyDictionary<string, string> Headers, long Started, long Ended)
{
    /// <summary>Which side answered: null for what is not extractable, and for what the edge answered itself.</summary>
    public Side? ServedBy => Headers.TryGetValue("x-served-by", out var side) ? Enum.Parse<Side>(side, ignoreCase: true) : null;

    /// <summary>The module whose route was asked, by the path.</summary>
    public string Module => Request.Split(' ', '/', '?')[2..] switch
    {
        ["api", var module, ..] => module,
        ["profile", ..] => "profiles",
        ["signup" or "login", ..] => "auth",
        [var module, ..] => module,
        [] => "",
    };

    public JsonNode? Json => JsonNode.Parse(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The status, and a body that is this JSON and nothing more.</summary>
    public Answer ShouldBe(int status, string json)
    {
        Status.ShouldBe(status, ToString());
        JsonNode.DeepEquals(Json, JsonNode.Parse(json)).ShouldBeTrue($"Expected {json}\n{this}");
        Header("content-type").ShouldNotBeNull().ShouldStartWith("application/json");
        return this;
    }

    /// <summary>The status, and <c>{"message":text}</c>.</summary>
    public Answer ShouldSay(int status, string text) => ShouldBe(status, new JsonObject { ["message"] = text }.ToJsonString());

    public override string ToString() => $"{Request} -> {Status} {Body}\n{string.Join('\n', Headers.Select(h => $"  {h.Key}: {h.Value}"))}";
}
