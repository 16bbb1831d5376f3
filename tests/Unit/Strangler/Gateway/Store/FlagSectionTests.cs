using Monolith.Strangler.Gateway.Store;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Store;

/// <summary>Somebody wrote that file, and its comments say why it is so.</summary>
public sealed class FlagSectionTests
{
    private const string WithFlags =
        """
        // top
        {
          "routes": [ /* "feature_management": 1 */ ],
          "other": { "feature_management": { "feature_flags": [1] } },
          "feature_management": {
            "note": "kept", // beside the list
            "feature_flags": [
              // first
              LIST, // after the first
              // second
              ADD
              // end
            ],
          }, // tail
          "identity": {}
        }
        """;

    private static readonly string List = TestFlags.Flag("orders.list");
    private static readonly string Add = TestFlags.Flag("orders.add");
    private static readonly string Text = WithFlags.Replace("LIST", List, StringComparison.Ordinal).Replace("ADD", Add, StringComparison.Ordinal);

    [Fact]
    public void Replace_NothingChanged_IsTheSameText() => FlagSection.Replace(Text, Flags(Text)).ShouldBe(Text);

    [Fact]
    public void Replace_OneFlagChanged_ReplacesIt()
    {
        var shifted = Flags(Text).Shift(["orders.add"], 30);

        var written = FlagSection.Replace(Text, shifted);

        Flags(written).ToJson().ShouldBe(shifted.ToJson());
        var at = Text.IndexOf(Add, StringComparison.Ordinal);
        written.ShouldStartWith(Text[..at] + "{\n        \"id\": \"orders.add\"");
        written.ShouldEndWith("\n      }" + Text[(at + Add.Length)..]);
    }

    [Fact]
    public void Replace_FlagsAdded_PutsThemAfterTheLast()
    {
        var more = Flags(Text).WithFlagsFor(["orders.pay", "orders.ship"]);

        var written = FlagSection.Replace(Text, more);

        Flags(written).ToJson().ShouldBe(more.ToJson());
        written.ShouldStartWith(Text[..(Text.IndexOf(Add, StringComparison.Ordinal) + Add.Length)] + ",\n      {\n");
        written.ShouldContain("\n      }\n      // end\n");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[ /* none yet */ ]")]
    public void Replace_EmptyList_IsFilled(string list)
    {
        var text = $$"""
            {
              "feature_management": {
                "feature_flags": {{list}}
              }
            }
            """;
        var more = Flags(text).WithFlagsFor(["orders.list", "orders.add"]);

        var written = FlagSection.Replace(text, more);

        Flags(written).ToJson().ShouldBe(more.ToJson());
        written.ShouldContain("[\n      {\n        \"id\": \"orders.add\"");
        written.ShouldContain("\n      },\n      {\n        \"id\": \"orders.list\"");
        written.ShouldEndWith("]\n  }\n}");
    }

    [Fact]
    public void Replace_FlagRemovedOrNoList_WritesTheSectionAnew()
    {
        var fewer = Flags(Text).With(Flags(Text).Flags.Skip(1));

        var written = FlagSection.Replace(Text, fewer);

        Flags(written).ToJson().ShouldBe(fewer.ToJson());
        written.ShouldContain("// tail");
        Flags(FlagSection.Replace("{\"feature_management\":{}}", fewer)).Flags.ShouldHaveSingleItem().Id.ShouldBe("orders.add");
    }

    [Fact]
    public void Replace_WindowsLineEnds_StayThose()
    {
        var windows = Text.ReplaceLineEndings("\r\n");

        var written = FlagSection.Replace(windows, Flags(windows).Shift(["orders.list"], 5).WithFlagsFor(["orders.pay"]));

        written.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
    }

    [Fact]
    public void Replace_TextsThatAreNotAscii_StayWhatTheyAre()
    {
        var text = Text.Replace("// top", "// Überblick – 概要 🚚", StringComparison.Ordinal).Replace("// end", "// Ende ✓", StringComparison.Ordinal);

        var written = FlagSection.Replace(text, Flags(text).Shift(["orders.add"], 5));

        written.ShouldStartWith("// Überblick – 概要 🚚\n{");
        written.ShouldContain("// Ende ✓");
    }

    private static FlagDocument Flags(string text)
    {
        using var json = System.Text.Json.JsonDocument.Parse(text, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return FlagDocument.Parse($$"""{"feature_management":{{System.Text.Json.JsonSerializer.Serialize(json.RootElement.GetProperty("feature_management"))}}}""");
    }
}
