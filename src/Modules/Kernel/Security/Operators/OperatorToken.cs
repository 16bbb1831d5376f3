using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security.Operators;

/// <summary>
/// What an operator shows. The setting <c>OperatorToken</c>, or 256 random bits in <c>{DataDir}/operator-token</c> (mode 0600), made at the first start.
/// Only its digest is kept in memory.
/// </summary>
internal sealed class OperatorToken
{
    private const int MinLength = 32;

    private readonly byte[] _digest;

    public OperatorToken(string token) => _digest = Digest(token);

    public static OperatorToken? Read(IConfiguration configuration, StartupErrors errors, DataDirectory dataDirectory)
    {
        if (configuration["OperatorToken"] is { Length: > 0 } configured)
        {
            if (configured.Length >= MinLength && configured.All(c => c is > ' ' and <= '~'))
            {
                return new OperatorToken(configured);
            }

            errors.Add($"Configuration 'OperatorToken': must have at least {MinLength} visible ASCII characters; 'openssl rand -hex 32' makes one. Without the setting one is made by itself.");
            return null;
        }

        var path = dataDirectory.PathOf("operator-token");
        var kept = DataDirectory.GetOrCreateFile(path, () => RandomNumberGenerator.GetHexString(64, lowercase: true));
        if (kept.Length < MinLength)
        {
            errors.Add($"The operator token in {path} has fewer than {MinLength} characters. Remove the file to have a new one made, or set 'OperatorToken'.");
            return null;
        }

        return new OperatorToken(kept);
    }

    /// <summary>Takes the same time whatever is given: digests have one length.</summary>
    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(Digest(given), _digest);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
