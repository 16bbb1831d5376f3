using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monolith.Strangler.Routing.Decisions;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Decisions;

public sealed class BucketTests
{
    // Over one block of the hash, and over what is kept on the stack.
    private const int LongestUser = 200;

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("😀")]
    public void Of_EveryLength_IsTheShareOfTheHash(string character)
    {
        for (var count = 0; count <= LongestUser; count++)
        {
            var user = string.Concat(Enumerable.Repeat(character, count));
            var first = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\nfavorites")));

            Bucket.Of(user, "favorites").ShouldBe(first / (double)uint.MaxValue * 100);
        }
    }
}
