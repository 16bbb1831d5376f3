using System.Buffers.Binary;
using System.Text;

namespace Monolith.Integration.Tracing;

/// <summary>The wire format of Protocol Buffers, as much as it takes to read what an exporter sends; <see href="https://protobuf.dev/programming-guides/encoding/"/>.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, ReadOnlyMemory<byte>> _parts;
    private readonly ILookup<int, ulong> _numbers;

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        var parts = new List<(int Field, ReadOnlyMemory<byte> Value)>();
        var numbers = new List<(int Field, ulong Value)>();
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    numbers.Add((field, Varint(ref bytes)));
                    break;
                case 1:
                    numbers.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span)));
                    break;
                case 2:
                    parts.Add((field, Take(ref bytes, (int)Varint(ref bytes))));
                    break;
                case 5:
                    numbers.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span)));
                    break;
                default:
                    throw new InvalidDataException($"Field {field} has wire type {tag & 7}.");
            }
        }

        _parts = parts.ToLookup(p => p.Field, p => p.Value);
        _numbers = numbers.ToLookup(n => n.Field, n => n.Value);
    }

    public IEnumerable<ProtobufMessage> Messages(int field) => _parts[field].Select(part => new ProtobufMessage(part));

    /// <summary>Empty where the field is not there, as everything that has its default.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(_parts[field].LastOrDefault().Span);

    public string Hex(int field) => Convert.ToHexStringLower(_parts[field].LastOrDefault().Span);

    public ulong Number(int field) => _numbers[field].LastOrDefault();

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; ; i++)
        {
            var part = bytes.Span[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
    }
}
