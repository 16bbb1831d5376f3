using System.Net;

namespace Monolith.Auth.Domain;

/// <summary>Where a session was begun from, for its owner to recognise it by. Personal data: not for logs.</summary>
/// <param name="Device">What the client calls itself; null when it says nothing.</param>
/// <param name="Address">Null when it is not known (a unix socket).</param>
internal sealed record SessionOrigin(string? Device, IPAddress? Address)
{
    /// <summary>In UTF-16 units; what is longer is cut.</summary>
    public const int MaxDeviceLength = 100;

    /// <summary>Of the longest IPv6 address, with an IPv4 one inside.</summary>
    public const int MaxAddressLength = 45;

    /// <summary>Made fit for keeping and for showing: one line, no control characters, no half characters.</summary>
    public static SessionOrigin From(string? device, IPAddress? address)
    {
        var text = new string([.. (device ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxDeviceLength)]).Trim();
        return new(text.Length == 0 ? null : text, address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address);
    }

    public override string ToString() => nameof(SessionOrigin);
}
