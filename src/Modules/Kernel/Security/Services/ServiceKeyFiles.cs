using System.Security.Cryptography;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security.Services;

/// <summary>Loads this process's identity. What the settings name must be there; what they leave open is made in the data folder.</summary>
internal sealed class ServiceKeyFiles(ServiceIdentitySettings settings, DataDirectory dataDirectory, string selfName)
{
    private readonly string _name = settings.Name ?? selfName;

    public string TrustedKeysDirectory => settings.TrustedKeysDirectory ?? dataDirectory.PathOf("identity", "trusted");

    /// <returns>Null when there is an error, which is added to <paramref name="errors"/>.</returns>
    public SigningKey? Load(StartupErrors errors)
    {
        if (!ServiceName.IsValid(_name))
        {
            errors.Add($"The service name '{_name}' must be 1 to 63 of a-z, 0-9, - and begin with a letter.");
            return null;
        }

        var file = settings.PrivateKeyFile ?? dataDirectory.PathOf("identity", $"{_name}.key.pem");
        try
        {
            var pem = settings.PrivateKeyFile is null ? DataDirectory.GetOrCreateFile(file, NewKey) : File.ReadAllText(file);
            var key = SigningKey.FromPem(pem, _name);
            if (settings.TrustedKeysDirectory is null)
            {
                Publish(key);
            }

            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            errors.Add(
                $"Configuration 'ServiceIdentity:PrivateKeyFile': '{file}' is not a readable private P-256 key ({e.Message}). " +
                "Make one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256', or leave the setting out to have one made in the data folder.");
            return null;
        }
    }

    private static string NewKey()
    {
        using var key = SigningKey.Generate();
        return key.ExportPem();
    }

    private void Publish(SigningKey key)
    {
        var file = Path.Combine(TrustedKeysDirectory, $"{_name}.pub.pem");
        var pem = key.ExportPublicPem();
        if (!File.Exists(file) || File.ReadAllText(file) != pem)
        {
            DataDirectory.WritePrivateFile(file, pem);
        }
    }
}
