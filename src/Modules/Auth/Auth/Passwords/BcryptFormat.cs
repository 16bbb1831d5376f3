using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monolith.Auth.Passwords;

/// <summary>
/// The hashes that existing users bring: <c>$2y$</c> (PHP), <c>$2b$</c>, <c>$2a$</c>, through the system's libcrypt. Only ever checked, never made: bcrypt
/// ignores what comes after the 72nd byte of a password.
/// </summary>
internal sealed partial class BcryptFormat : IPasswordFormat
{
    private const string Library = "libcrypt.so.1";

    // struct crypt_data of libxcrypt; its first member is the output.
    private const int ScratchSize = 32_768;
    private const int HashLength = 60;

    // Each step doubles the time; 15 takes 1.6 s.
    private const int MaxCost = 15;

    public string Name => "bcrypt";

    // crypt_rn, and with it bcrypt, is libxcrypt's; glibc's own libcrypt has neither.
    public string? MissingLibrary { get; } = NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, "crypt_rn", out _)
        ? null
        : $"{Library} with bcrypt (apt-get install libcrypt1)";

    public bool Recognises(string hash) => Modular().Match(hash) is { Success: true } match && int.Parse(match.Groups["cost"].ValueSpan) is >= 4 and <= MaxCost;

    public bool Verify(string password, string hash)
    {
        // For C the password would end at the first NUL, and any text after it would do.
        if (password.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        var scratch = new byte[ScratchSize];
        var computed = Crypt([.. Encoding.UTF8.GetBytes(password), 0], [.. Encoding.ASCII.GetBytes(hash), 0], scratch, scratch.Length);
        return computed != 0 && CryptographicOperations.FixedTimeEquals(scratch.AsSpan(0, HashLength), Encoding.ASCII.GetBytes(hash));
    }

    [LibraryImport(Library, EntryPoint = "crypt_rn")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Crypt(byte[] password, byte[] setting, byte[] scratch, int scratchSize);

    [GeneratedRegex(@"\A\$2[aby]\$(?<cost>[0-3][0-9])\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Modular();
}
