using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Startup;

namespace Monolith.Host.Operators;

/// <summary>The secret of whoever may shift traffic: setting <c>OperatorToken</c>, else the file <c>{DataDir}/operator-token</c>, made at the first start.</summary>
internal sealed class OperatorToken
{
    private const int MinLength = 32;
    private readonly byte[] _digest;

    public OperatorToken(IConfiguration configuration, DataDirectory dataDirectory, StartupErrors errors)
    {
        var configured = configuration["OperatorToken"];
        if (configured is { Length: < MinLength })
        {
            errors.Add($"Configuration 'OperatorToken': must have at least {MinLength} characters; 'openssl rand -hex 32' makes one.");
        }

        var token = configured ?? DataDirectory.GetOrCreateFile(dataDirectory.PathOf("operator-token"), () => RandomNumberGenerator.GetHexString(64, lowercase: true));
        _digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>In a time that depends on nothing but the length of what was presented.</summary>
    public bool Equals(string presented) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _digest);
}
