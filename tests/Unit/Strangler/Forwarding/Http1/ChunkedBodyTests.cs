using System.Text;
using Monolith.Strangler.Routing.Forwarding.Http1;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Http1;

/// <summary>Chunks, in whatever pieces they come; and what must not be taken for one.</summary>
public sealed class ChunkedBodyTests
{
    private const string Whole = "5\r\nhello\r\n6;a=\"b\"\r\n world\r\n00F \r\n, in 15 letters\r\n0\r\n";

    [Fact]
    public void Take_EveryCut_GivesTheSameBodyAndStopsAtTheTrailers()
    {
        var bytes = Encoding.Latin1.GetBytes(Whole + "X-Trailer: 1\r\n\r\n");
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second += 3)
            {
                var (body, chunks, position) = (new StringBuilder(), default(ChunkedBody), 0);

                position += Read(ref chunks, bytes.AsSpan(position..first), body);
                position += Read(ref chunks, bytes.AsSpan(position..second), body);
                position += Read(ref chunks, bytes.AsSpan(position..), body);

                body.ToString().ShouldBe("hello world, in 15 letters");
                chunks.IsAtTrailers.ShouldBeTrue();
                position.ShouldBe(Whole.Length);
            }
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("x\r\n")]
    [InlineData("-5\r\nhello\r\n")]
    [InlineData("+5\r\nhello\r\n")]
    [InlineData(" 5\r\nhello\r\n")]
    [InlineData("0x5\r\nhello\r\n")]
    [InlineData("5 6\r\nhello\r\n")]
    [InlineData("5\nhello\r\n")]
    [InlineData("5\r\nhello\n0\r\n")]
    [InlineData("5\r\nhello!\r\n")]
    [InlineData("5\r\nhelloworld\r\n")]
    [InlineData("5;a\rb\r\nhello\r\n")]
    [InlineData("1000000000000000\r\n")]
    [InlineData("FFFFFFFFFFFFFFFF\r\n")]
    public void Take_NoChunks_IsRefused(string text)
        => Should.Throw<NotHttpException>(() =>
        {
            var chunks = default(ChunkedBody);
            Read(ref chunks, Encoding.Latin1.GetBytes(text), new());
        });

    [Fact]
    public void Take_SizeWithoutEnd_IsRefused()
        => Should.Throw<NotHttpException>(() =>
        {
            var chunks = default(ChunkedBody);
            Read(ref chunks, Encoding.Latin1.GetBytes("5;" + new string('x', 5000)), new());
        });

    private static int Read(ref ChunkedBody chunks, ReadOnlySpan<byte> received, StringBuilder body)
    {
        var position = 0;
        for (var taken = chunks.Take(received, out var data); taken > 0; taken = chunks.Take(received[position..], out data))
        {
            body.Append(Encoding.Latin1.GetString(data));
            position += taken;
        }

        return position;
    }
}
