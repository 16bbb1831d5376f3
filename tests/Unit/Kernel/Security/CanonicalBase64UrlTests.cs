using Monolith.Kernel.Security.Jose;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class CanonicalBase64UrlTests
{
    [Fact]
    public void Decode_EveryTextOfUpToThreeCharacters_TakesOnlyWhatEncodeWrites()
    {
        // All of the alphabet and the neighbours that lenient decoders take.
        const string characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n";
        var texts = characters.Select(c => $"{c}").ToList();
        texts.AddRange(texts.SelectMany(_ => characters, (text, c) => text + c).ToList());
        texts.AddRange(texts.Where(t => t.Length == 2).SelectMany(_ => characters, (text, c) => text + c).ToList());

        var taken = texts.Where(t => CanonicalBase64Url.Decode(t) is not null).ToList();
        taken.ShouldAllBe(t => CanonicalBase64Url.Encode(CanonicalBase64Url.Decode(t)) == t);
        taken.Count.ShouldBe(256 + (256 * 256), "one spelling for each value of one and of two bytes");
    }

    [Fact]
    public void Decode_EmptyText_IsRefused() => CanonicalBase64Url.Decode("").ShouldBeNull();
}
