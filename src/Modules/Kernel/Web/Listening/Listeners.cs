using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// The two doors of a process: <c>Urls</c> for everybody (one or several, separated by semicolons), <c>InternalUrl</c> for other services and the operator.
/// They are told apart by port, which a client cannot choose, where a path or a header can be forged.
/// </summary>
/// <param name="Public">Absolute URLs.</param>
/// <param name="Internal">Absolute URL; its port differs from every public one.</param>
public sealed record Listeners(IReadOnlyList<string> Public, string Internal)
{
    internal const string PublicDefault = "http://localhost:8080";
    internal const string InternalDefault = "http://127.0.0.1:8081";

    /// <summary>What Kestrel is told to listen on.</summary>
    internal string All => string.Join(';', Public.Append(Internal));

    internal int InternalPort { get; } = BindingAddress.Parse(Internal).Port;

    internal bool IsInternal(HttpContext context) => context.Connection.LocalPort == InternalPort;

    internal static Listeners Read(IConfiguration configuration, StartupErrors errors)
    {
        var publicUrls = Split(configuration["Urls"], PublicDefault).ToList();
        var internalUrl = configuration["InternalUrl"] is { Length: > 0 } configured ? configured.Trim() : InternalDefault;
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            errors.Add("Configuration 'Kestrel:Endpoints': would replace both listeners. Use 'Urls' and 'InternalUrl' instead; certificates go into 'Kestrel:Certificates'.");
        }

        var publicPorts = publicUrls.ConvertAll(url => PortOf("Urls", url, errors));
        var internalPort = PortOf("InternalUrl", internalUrl, errors);
        if (internalPort is 0)
        {
            errors.Add("Configuration 'InternalUrl': port 0 cannot be told apart from others; name a port.");
        }
        else if (internalPort is not null && publicPorts.Contains(internalPort))
        {
            errors.Add($"Configuration 'InternalUrl': port {internalPort} is one of 'Urls' too. What is internal is protected by its port; use another.");
        }

        return errors.All.Count == 0 || internalPort is not null && publicPorts.TrueForAll(p => p is not null)
            ? new Listeners(publicUrls, internalUrl)
            : new Listeners([PublicDefault], InternalDefault);
    }

    private static string[] Split(string? configured, string fallback)
        => (string.IsNullOrWhiteSpace(configured) ? fallback : configured).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? PortOf(string setting, string url, StartupErrors errors)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (!address.IsUnixPipe && !address.IsNamedPipe && address.Scheme is "http" or "https" && address.PathBase.Length == 0)
            {
                return address.Port;
            }
        }
        catch (FormatException)
        {
            // Reported below with everything else that is wrong.
        }

        errors.Add($"Configuration '{setting}': '{url}' is not a listener such as http://127.0.0.1:8080 (http or https, a host, a port, no path).");
        return null;
    }
}
