using System.Buffers.Binary;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>Follows the bytes of one direction of a WebSocket and knows where frames begin and end (RFC 6455, 5.2). Does not look into them.</summary>
internal sealed class WebSocketFrames
{
    private const int LongestHead = 14;
    private const byte OpcodeBits = 0x0F;
    private const byte CloseOpcode = 0x8;
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;

    private readonly byte[] _head = new byte[LongestHead];
    private int _headLength;
    private ulong _payloadLeft;

    /// <summary>Between two frames: another may be put in.</summary>
    public bool IsBetween => _headLength == 0 && _payloadLeft == 0;

    /// <summary>A whole Close frame has passed; by the protocol nothing comes after it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Goes on to the next frame's beginning, or through all bytes when they end before it.</summary>
    /// <returns>How many bytes that were.</returns>
    public int Pass(ReadOnlySpan<byte> bytes)
    {
        var passed = 0;
        do
        {
            if (_payloadLeft == 0)
            {
                var needed = HeadLength() - _headLength;
                var head = bytes[passed..Math.Min(bytes.Length, passed + needed)];
                head.CopyTo(_head.AsSpan(_headLength));
                _headLength += head.Length;
                passed += head.Length;
                if (_headLength < HeadLength())
                {
                    continue;
                }

                _payloadLeft = PayloadLength();
            }

            var payload = (int)Math.Min(_payloadLeft, (ulong)(bytes.Length - passed));
            passed += payload;
            _payloadLeft -= (ulong)payload;
            if (_payloadLeft == 0)
            {
                IsClosed |= (_head[0] & OpcodeBits) == CloseOpcode;
                _headLength = 0;
            }
        }
        while (passed < bytes.Length && !IsBetween);
        return passed;
    }

    /// <summary>Goes through all bytes.</summary>
    public void PassAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Pass(bytes)..];
        }
    }

    // As far as it can be told: two bytes say how many there are.
    private int HeadLength()
    {
        if (_headLength < 2)
        {
            return 2;
        }

        var extended = (_head[1] & LengthBits) switch { 126 => 2, 127 => 8, _ => 0 };
        return 2 + extended + ((_head[1] & MaskBit) != 0 ? 4 : 0);
    }

    private ulong PayloadLength() => (_head[1] & LengthBits) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(2)),
        127 => BinaryPrimitives.ReadUInt64BigEndian(_head.AsSpan(2)),
        var small => (ulong)small,
    };
}
