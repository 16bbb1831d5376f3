using Monolith.Strangler.Routing.Forwarding.LongLived;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.LongLived;

public sealed class WebSocketFramesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Pass_FramesOfEveryLength_KnowsWhereEachEnds(int size)
    {
        byte[][] frames = [Frame(0x01, 5), Frame(0x00, 0), Frame(0x89, 125, isMasked: true), Frame(0x82, 126), Frame(0x82, 65_535, isMasked: true), Frame(0x82, 65_536), Frame(0x8A, 0, isMasked: true)];
        var tracked = new WebSocketFrames();
        tracked.IsBetween.ShouldBeTrue();

        foreach (var frame in frames)
        {
            var passed = 0;
            foreach (var part in frame.Chunk(size))
            {
                tracked.Pass(part).ShouldBe(part.Length);
                passed += part.Length;
                tracked.IsBetween.ShouldBe(passed == frame.Length);
            }
        }

        tracked.IsClosed.ShouldBeFalse();
        tracked.PassAll(Frame(0x88, 2, isMasked: true));
        tracked.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void Pass_MoreThanOneFrame_StopsAtTheEndOfTheFirst()
    {
        var tracked = new WebSocketFrames();
        tracked.PassAll([0x82]);

        tracked.Pass([0x01, 0xFF, 0x82, 0x01, 0xFF]).ShouldBe(2);
        tracked.IsBetween.ShouldBeTrue();
    }

    [Fact]
    public void PassAll_CloseFrameBegun_IsNotYetClosed()
    {
        var tracked = new WebSocketFrames();

        tracked.PassAll([0x88, 0x02, 0x03]);
        (tracked.IsClosed, tracked.IsBetween).ShouldBe((false, false));
        tracked.PassAll([0xE9]);
        (tracked.IsClosed, tracked.IsBetween).ShouldBe((true, true));
    }

    private static byte[] Frame(byte first, int length, bool isMasked = false)
    {
        byte[] extended = length switch
        {
            < 126 => [(byte)length],
            < 65_536 => [126, (byte)(length >> 8), (byte)length],
            _ => [127, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };
        extended[0] |= (byte)(isMasked ? 0x80 : 0);
        // A payload of Close frames: what is inside must not be looked at.
        return [first, .. extended, .. isMasked ? new byte[4] : [], .. Enumerable.Repeat((byte)0x88, length)];
    }
}
