using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>Who a request is counted for: a user, else an address. An IPv6 address counts by its /64, which is what one customer is given.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallerKey(CallerKind Kind, ulong Value)
{
    private const ulong SharedCounters = 4096;

    public static CallerKey OfUser(int id) => new(CallerKind.User, (ulong)id);

    /// <summary>An address that is not known (a unix socket) is one caller.</summary>
    public static CallerKey OfAddress(IPAddress? address)
    {
        if (address is null)
        {
            return new(CallerKind.IPv4, 0);
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new(CallerKind.IPv6, BinaryPrimitives.ReadUInt64BigEndian(bytes))
            : new(CallerKind.IPv4, BinaryPrimitives.ReadUInt32BigEndian(bytes));
    }

    /// <summary>One of a fixed number of keys; always the same for the same caller while the process runs.</summary>
    public CallerKey Shared() => new(CallerKind.Shared, (uint)HashCode.Combine(Kind, Value) % SharedCounters);
}
