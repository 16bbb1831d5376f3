using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Where the parts of a header line are in the head.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderLine(int NameStart, int NameLength, int ValueStart, int ValueLength)
{
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> head) => head.Slice(NameStart, NameLength);

    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head) => head.Slice(ValueStart, ValueLength);
}
