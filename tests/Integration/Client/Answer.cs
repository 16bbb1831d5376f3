using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>An HTTP answer, read to its end.</summary>
/// <param name="Body">As it came, undecoded but for UTF-8.</param>
/// <param name="Headers">Those of the answer and of its content; names in lower case, repeated ones joined with a line break.</param>
/// <param name="Started">When the request began, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
/// <param name="Ended">When the last byte of the answer was there.</param>
internal sealed partial record Answer(string Request, int Status, string Body, IReadOnlyDictionary<string, string> Headers, long Started, long Ended)
{
    // What differs between any two answers, and what says which side it was.
    private static readonly string[] Incomparable =
        ["date", "x-request-id", "x-ratelimit-remaining", "x-ratelimit-reset", "x-served-by", "x-served-reason", "traceparent", "server-timing"];

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

    /// <summary>Every byte that must be the same on both sides.</summary>
    public string Comparable()
    {
        var headers = Headers.Where(h => !Incomparable.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}");
        return $"{Timeless(Request)}\n{Status}\n{string.Join('\n', headers)}\n\n{Timeless(Body)}";
    }

    /// <summary>Moments and tokens are never the same twice; what they look like is.</summary>
    private static string Timeless(string text) => Token().Replace(Moment().Replace(text, "[moment]"), "token=[token]");

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|\+00:00)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"token=[\w.-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    public override string ToString() => $"{Request} -> {Status} {Body}\n{string.Join('\n', Headers.Select(h => $"  {h.Key}: {h.Value}"))}";
}
