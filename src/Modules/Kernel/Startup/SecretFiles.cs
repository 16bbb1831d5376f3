using Microsoft.Extensions.Configuration;

namespace Monolith.Kernel.Startup;

/// <summary>
/// Settings from files, one each, as Docker and Kubernetes mount secrets: <c>Database__RoleSecret</c> in the folder <c>SecretsDir</c> is the setting
/// <c>Database:RoleSecret</c>. A file wins over every other source, so that what an environment happens to hold cannot take its place.
/// </summary>
public static class SecretFiles
{
    private const string Setting = "SecretsDir";

    /// <summary>Adds them where <c>SecretsDir</c> is set. Read once: a secret that was changed counts from the next start.</summary>
    /// <param name="configuration">Of the process, with its other sources.</param>
    /// <param name="errors">Receives what is wrong with the folder.</param>
    public static void AddSecretFiles(this IConfigurationManager configuration, StartupErrors errors)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(errors);
        if (configuration[Setting] is not { Length: > 0 } folder)
        {
            return;
        }

        var path = Path.GetFullPath(folder);
        try
        {
            configuration.AddKeyPerFile(path, optional: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"Configuration '{Setting}': the secrets in '{path}' cannot be read ({e.Message}). Mount them there, readable for the user of this process, or leave the setting out.");
        }
    }
}
