using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>Registers <see cref="IAtRestEncryption"/> for the modules that ask: a process without such a module neither has nor makes a key.</summary>
internal static class AtRestRegistration
{
    public static void AddAtRestEncryption(this IServiceCollection services, IConfiguration configuration, StartupErrors errors)
    {
        if (services.Any(s => s.ServiceType == typeof(IAtRestEncryption)))
        {
            return;
        }

        var settings = services.AddSettings<EncryptionSettings>(configuration, errors, "Encryption");
        var keys = new EncryptionKeysFile(settings, new DataDirectory(configuration), errors).Load();
        // Without a ring the start-up ends with the errors; nothing asks for it before.
        services.AddSingleton<IAtRestEncryption>(_ => new AtRestEncryption(keys!));
    }
}
