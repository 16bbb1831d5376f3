using System.Globalization;
using System.Security.Cryptography;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>
/// Loads the key ring from <see cref="EncryptionSettings.KeysFile"/> or <see cref="EncryptionSettings.Keys"/>, or from the file in the data folder, which is
/// made where it is missing.
/// </summary>
internal sealed class EncryptionKeysFile(EncryptionSettings settings, DataDirectory dataDirectory, StartupErrors errors)
{
    private const int MaxKeys = 100;
    private const int MaxBytes = 64 * 1024;
    private const string Advice = "A line is 'id base64', newest first; printf '%s %s\\n' \"$(date +%Y%m%d)\" \"$(openssl rand -base64 32)\" makes one.";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string _path = settings.KeysFile ?? dataDirectory.PathOf("secrets", "encryption-keys");
    private int _problems;

    /// <returns>Null when there are errors, which are all added to the start-up's.</returns>
    public EncryptionKeyRing? Load()
    {
        if (settings is { KeysFile: not null, Keys.Length: > 0 })
        {
            Report("is configured, and so is 'Encryption:Keys'. Set one of the two.");
        }

        var keys = Parse(settings.Keys is { Length: > 0 } text ? text : ReadText());
        return _problems == 0 ? new(keys) : null;
    }

    private static string NewLine()
        => string.Create(CultureInfo.InvariantCulture, $"{RandomNumberGenerator.GetHexString(8, lowercase: true)} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesGcmBox.KeySize))}\n");

    private string? ReadText()
    {
        try
        {
            if (settings.KeysFile is null)
            {
                DataDirectory.GetOrCreateFile(_path, NewLine);
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(_path) & Others) != UnixFileMode.None)
            {
                Report($"is open to other users. Run: chmod 600 '{_path}'");
            }

            if (new FileInfo(_path).Length <= MaxBytes)
            {
                return File.ReadAllText(_path);
            }

            Report($"has more than {MaxBytes} bytes. {Advice}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report($"cannot be read ({e.Message}). {Advice}");
        }

        return null;
    }

    private List<EncryptionKey> Parse(string? text)
    {
        var keys = new List<EncryptionKey>();
        if (text is null)
        {
            return keys;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, line) in text.Split('\n').Index().Where(l => l.Item.Trim() is [not '#', ..]))
        {
            if (ParseLine(line, number + 1) is { } key)
            {
                keys.Add(key);
                if (!ids.Add(key.Id))
                {
                    Report($"names the key '{key.Id}' twice (line {number + 1}). Two keys of one id cannot be told apart: rename the new one.");
                }
            }
        }

        if (keys.Count is 0 or > MaxKeys && _problems == 0)
        {
            Report($"must have 1 to {MaxKeys} keys, and has {keys.Count}. {Advice}");
        }

        return keys;
    }

    // The line itself is a secret: errors show its number.
    private EncryptionKey? ParseLine(string line, int number)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var bytes = new byte[AesGcmBox.KeySize];
        if (parts.Length != 2 || !EncryptionKey.IsId(parts[0]))
        {
            Report($"line {number} must be an id (1 to {EncryptionKey.MaxIdLength} of a-z, A-Z, 0-9, '-', '_', '.'), a space and a key. {Advice}");
            return null;
        }

        if (Convert.TryFromBase64String(parts[1], bytes, out var length) && length == bytes.Length)
        {
            return new(parts[0], bytes);
        }

        Report($"line {number}: the key must be {AesGcmBox.KeySize} bytes in base64. {Advice}");
        return null;
    }

    private void Report(string problem)
    {
        _problems++;
        errors.Add(settings is { KeysFile: null, Keys.Length: > 0 } ? $"Configuration 'Encryption:Keys': the text {problem}" : $"Configuration 'Encryption:KeysFile': '{_path}' {problem}");
    }
}
