using System.Buffers.Binary;
using System.Security.Cryptography;
using Monolith.Strangler.Routing.Decisions;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Decisions;

public sealed class ShortSha256Tests
{
    private const int PerLength = 500;

    [Fact]
    public void FirstFourBytes_EveryLengthRandomContent_AreThoseOfSha256()
    {
        var random = new Random(1);
        var message = new byte[ShortSha256.LongestMessage];
        for (var length = 0; length <= message.Length; length++)
        {
            for (var i = 0; i < PerLength; i++)
            {
                random.NextBytes(message);
                var given = message.AsSpan(0, length);

                ShortSha256.FirstFourBytes(given).ShouldBe(Expected(given));
            }
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xff)]
    public void FirstFourBytes_EveryLengthOneByte_AreThoseOfSha256(byte value)
    {
        for (var length = 0; length <= ShortSha256.LongestMessage; length++)
        {
            var message = new byte[length];
            message.AsSpan().Fill(value);

            ShortSha256.FirstFourBytes(message).ShouldBe(Expected(message));
        }
    }

    [Fact]
    public void FirstFourBytes_OneByteTooLong_Throws()
        => Should.Throw<ArgumentException>(() => ShortSha256.FirstFourBytes(new byte[ShortSha256.LongestMessage + 1]));

    private static uint Expected(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(message));
}
