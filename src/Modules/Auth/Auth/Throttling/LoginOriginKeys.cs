using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Throttling;

/// <summary>
/// What stands for an account and for an address in the throttle's tables: HMAC-SHA-256 with a secret key, cut to 128 bits. Nobody who reads the tables
/// learns who logs in from where.
/// </summary>
internal sealed class LoginOriginKeys(AuthSecrets secrets)
{
    private const int KeySize = 16;
    private const int NetworkBytes = 8;

    public byte[] OfAccount(string email) => Of("account", Encoding.UTF8.GetBytes(EmailAddress.Normalize(email)));

    /// <summary>An IPv6 user has a whole /64 and may use another address for every attempt.</summary>
    public byte[] OfAddress(IPAddress? address) => address switch
    {
        null => Of("no address", []),
        { IsIPv4MappedToIPv6: true } => Of("address", address.MapToIPv4().GetAddressBytes()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Of("network", address.GetAddressBytes()[..NetworkBytes]),
        _ => Of("address", address.GetAddressBytes()),
    };

    private byte[] Of(string kind, byte[] value)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), 0, .. value];
        return HMACSHA256.HashData(secrets.LoginOrigins, named)[..KeySize];
    }
}
