using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Flags;

public sealed class FlagRulesTests
{
    private const string Good = """{"id":"m.a","enabled":true,"variants":[{"name":"monolith"},{"name":"service"}],"allocation":{"default_when_enabled":"monolith","default_when_disabled":"monolith","seed":"m"}}""";

    public static TheoryData<string, string> Broken => new()
    {
        { "not json", "schema" },
        { "null", "null" },
        { """{"feature_management":null}""", "schema" },
        { Document("null"), "number 1 is null" },
        { Document("""{"enabled":true}"""), "id" },
        { Document(Good + "," + Good), "2 times" },
        { Document(Good.Replace("\"seed\":\"m\"", "\"seed\":\"other\"", StringComparison.Ordinal)), "allocation.seed must be 'm'" },
        { Document(Good.Replace(",\"seed\":\"m\"", "", StringComparison.Ordinal)), "allocation.seed must be 'm'" },
        { Document(Good.Replace("service", "blue", StringComparison.Ordinal)), "variants must be" },
        { Document(Good.Replace("\"default_when_disabled\":\"monolith\"", "\"default_when_disabled\":\"service\"", StringComparison.Ordinal)), "default_when_disabled" },
        { Document(Good.Replace("\"default_when_enabled\":\"monolith\",", "", StringComparison.Ordinal)), "default_when_enabled" },
        { Document(With("\"percentile\":[{\"variant\":\"service\",\"from\":20,\"to\":10}]")), "0 <= from <= to <= 100" },
        { Document(With("\"percentile\":[{\"variant\":\"service\",\"from\":0,\"to\":101}]")), "0 <= from <= to <= 100" },
        { Document(With("\"percentile\":[{\"variant\":\"x\",\"from\":0,\"to\":10}]")), "allocation.percentile" },
        { Document(With("\"user\":[{\"variant\":\"service\"}]")), "allocation.user" },
        { Document(With("\"group\":[{\"groups\":[\"g\"]}]")), "allocation.group" },
        { Document("""{"id":"m.a","enabled":true}"""), "allocation is missing" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow"}]}""")), "needs parameters" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.Percentage","parameters":{"Value":50}}]}""")), "'Microsoft.TimeWindow' only" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{}}]}""")), "needs Start, End or both" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"Start":"2026-12-01T08:00:00"}}]}""")), "a time with its offset" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"Start":"soon"}}]}""")), "a time with its offset" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"Start":"2026-12-01T08:00:00Z","Recurrence":{}}}]}""")), "no recurrence" },
        { Document(When("""{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"Start":"2026-12-02T00:00:00Z","End":"2026-12-01T00:00:00+01:00"}}]}""")), "Start must be before End" },
        { Document(When("""{"requirement_type":"None"}""")), "requirement_type" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Compile_BrokenDocument_SaysWhatIsWrong(string document, string expected)
        => Should.Throw<InvalidFlagsException>(() => new RoutingSnapshot(1, FlagDocument.Parse(document))).Message.ShouldContain(expected);

    [Fact]
    public void Compile_SeveralFaults_ReportsAll()
    {
        var document = Document("""{"id":"m.a"},{"id":"m.b","allocation":{"seed":"x"}}""");

        var message = Should.Throw<InvalidFlagsException>(() => new RoutingSnapshot(1, FlagDocument.Parse(document))).Message;

        message.ShouldContain("'m.a': allocation is missing");
        message.ShouldContain("'m.b': allocation.seed");
        message.ShouldContain("'m.b': allocation.default_when_enabled");
    }

    [Fact]
    public void Parse_FieldsWeDoNotKnow_AreKept()
    {
        var document = Document(Good.Replace("\"enabled\":true", "\"enabled\":true,\"description\":\"Grüße\",\"telemetry\":{\"enabled\":true}", StringComparison.Ordinal));

        var edited = FlagDocument.Parse(document).Shift(["m.a"], 30).ToJson();

        edited.ShouldContain("\"description\":\"Grüße\"");
        edited.ShouldContain("\"telemetry\":{\"enabled\":true}");
        edited.ShouldContain("\"to\":30");
    }

    private static string Document(string flags) => $$$"""{"feature_management":{"feature_flags":[{{{flags}}}]}}""";

    private static string When(string conditions) => Good.Replace("\"enabled\":true", $"\"enabled\":true,\"conditions\":{conditions}", StringComparison.Ordinal);

    private static string With(string allocation) => Good.Replace("\"seed\":\"m\"", "\"seed\":\"m\"," + allocation, StringComparison.Ordinal);
}
