using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Kernel.Security.Services;

/// <summary>
/// The public keys in the folder of trusted services. The folder is listed and read as a whole, never by a name from a token; again when it was last read
/// five seconds ago, or a second ago and something did not match.
/// </summary>
internal sealed partial class TrustedServices(string folder, TimeProvider time, ILogger logger)
{
    private const string Suffix = ".pub.pem";
    private static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private FrozenDictionary<string, VerificationKey>? _keys;
    private long _read;

    /// <returns>Null when the service is not trusted.</returns>
    public VerificationKey? Find(string service) => KeysNotOlderThan(MaximumAge).GetValueOrDefault(service);

    /// <returns>The key as it is now, or was a second ago.</returns>
    public VerificationKey? FindAgain(string service) => KeysNotOlderThan(MinimumAge).GetValueOrDefault(service);

    private FrozenDictionary<string, VerificationKey> KeysNotOlderThan(TimeSpan age)
    {
        lock (_lock)
        {
            if (_keys is null || time.GetElapsedTime(_read) >= age)
            {
                _read = time.GetTimestamp();
                _keys = Read().ToFrozenDictionary(k => k.Id, StringComparer.Ordinal);
            }

            return _keys;
        }
    }

    private IEnumerable<VerificationKey> Read()
    {
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, '*' + Suffix) : [])
        {
            var service = Path.GetFileName(file)[..^Suffix.Length];
            var key = ServiceName.IsValid(service) ? ReadKey(service, file) : null;
            if (key is not null)
            {
                yield return key;
            }
            else
            {
                LogUnreadable(file);
            }
        }
    }

    private static VerificationKey? ReadKey(string service, string file)
    {
        try
        {
            return VerificationKey.FromPem(service, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LoggerMessage(SecurityEventIds.TrustedKeyUnreadable, LogLevel.Warning, "{File} is not named after a service or holds no public P-256 key; its service is not believed")]
    private partial void LogUnreadable(string file);
}
