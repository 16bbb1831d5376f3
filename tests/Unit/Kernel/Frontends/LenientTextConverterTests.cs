using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Frontends;

public sealed class LenientTextConverterTests
{
    [Theory]
    [InlineData("\" a \"", "a")]
    [InlineData("\"  \"", null)]
    [InlineData("null", null)]
    [InlineData("268", "268")]
    [InlineData("2.5", "2.5")]
    [InlineData("true", "true")]
    [InlineData("[1]", null)]
    [InlineData("{\"a\":1}", null)]
    public void Read_AnyJson_IsTextOrAbsent(string json, string? expected) => Read(json).Text.ShouldBe(expected);

    [Fact]
    public void Read_Secret_KeepsItsWhiteSpace() => Read("\" pass word \"").Secret.ShouldBe(" pass word ");

    private static Input Read(string json) => JsonSerializer.Deserialize<Input>($$"""{"Text":{{json}},"Secret":{{json}}}""")!;

    internal sealed record Input
    {
        [JsonConverter(typeof(LenientTextConverter))]
        public string? Text { get; init; }

        [JsonConverter(typeof(LenientSecretConverter))]
        public string? Secret { get; init; }
    }
}
