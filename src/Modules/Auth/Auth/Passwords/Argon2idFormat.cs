using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monolith.Auth.Passwords;

/// <summary>
/// Argon2id (RFC 9106) through libargon2, in PHC string form, with OWASP's parameters for 19 MiB. The whole password counts, however long.
/// </summary>
internal sealed partial class Argon2idFormat : INewPasswordFormat
{
    private const string Library = "libargon2.so.1";
    private const uint MemoryKib = 19_456;
    private const uint Passes = 2;
    private const uint Lanes = 1;
    private const int SaltSize = 16;
    private const int HashSize = 32;
    private const int EncodedSize = 128;

    // More than this for one log-in is a mistake or an attack on our memory.
    private const int MaxMemoryKib = 262_144;
    private const int MaxPasses = 16;
    private const int MaxLanes = 8;

    private static readonly string CurrentPrefix = $"$argon2id$v=19$m={MemoryKib},t={Passes},p={Lanes}$";

    public string Name => "Argon2id";

    public string? MissingLibrary { get; } = NativeLibrary.TryLoad(Library, out _) ? null : $"{Library} (apt-get install libargon2-1)";

    public bool Recognises(string hash)
        => Phc().Match(hash) is { Success: true } match
            && int.Parse(match.Groups["m"].ValueSpan) is >= 8 and <= MaxMemoryKib
            && int.Parse(match.Groups["t"].ValueSpan) is >= 1 and <= MaxPasses
            && int.Parse(match.Groups["p"].ValueSpan) is >= 1 and <= MaxLanes;

    public bool IsCurrent(string hash) => hash.StartsWith(CurrentPrefix, StringComparison.Ordinal);

    public string Hash(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        var encoded = new byte[EncodedSize];
        var error = Encode(
            Passes, MemoryKib, Lanes, bytes, (nuint)bytes.Length, RandomNumberGenerator.GetBytes(SaltSize), SaltSize, HashSize, encoded, (nuint)encoded.Length);
        return error == 0
            ? Encoding.ASCII.GetString(encoded.AsSpan(0, encoded.AsSpan().IndexOf((byte)0)))
            : throw new CryptographicException($"libargon2 failed with error {error}.");
    }

    public bool Verify(string password, string hash)
    {
        const int mismatch = -35;
        var bytes = Encoding.UTF8.GetBytes(password);
        return Verify([.. Encoding.ASCII.GetBytes(hash), 0], bytes, (nuint)bytes.Length) switch
        {
            0 => true,
            mismatch => false,
            var error => throw new CryptographicException($"libargon2 failed with error {error}."),
        };
    }

    [LibraryImport(Library, EntryPoint = "argon2id_hash_encoded")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Encode(
        uint passes, uint memory, uint lanes, byte[] password, nuint passwordSize, byte[] salt, nuint saltSize, nuint hashSize, byte[] encoded, nuint encodedSize);

    [LibraryImport(Library, EntryPoint = "argon2id_verify")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Verify(byte[] encoded, byte[] password, nuint passwordSize);

    [GeneratedRegex(
        @"\A\$argon2id\$v=19\$m=(?<m>[1-9][0-9]{0,6}),t=(?<t>[1-9][0-9]?),p=(?<p>[1-9][0-9]?)\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phc();
}
