using Monolith.Movies.Providers;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Providers;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Batman", "batman")]
    [InlineData("  The\t\tDark \u00a0Knight ", "the dark knight")]
    [InlineData("AMÉLIE", "amélie")]
    [InlineData("bat\0man", "bat man")]
    [InlineData("😀", "😀")]
    public void Normalize_Text_HasOneSpelling(string typed, string expected) => SearchText.Normalize(typed).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \0 \t")]
    public void Normalize_Nothing_IsNull(string? typed) => SearchText.Normalize(typed).ShouldBeNull();

    [Fact]
    public void Normalize_LongerThanAnyTitle_IsNull()
    {
        SearchText.Normalize(new string('a', 200)).ShouldNotBeNull();
        SearchText.Normalize(new string('a', 201)).ShouldBeNull();
        SearchText.Normalize(new string('a', 2_000_000)).ShouldBeNull();
    }

    [Fact]
    public void Normalize_LoneSurrogate_IsReplaced() => SearchText.Normalize("a\ud800b").ShouldBe("a\ufffdb");
}
