using System.Net;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Web;

namespace Monolith.Kernel.Messaging;

/// <summary>The processes that have the modules this one has not, each with one long-lived connection pool.</summary>
internal sealed class RemoteModules(TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, RemoteModule> _modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _client = new(new SocketErrorHandler(new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
        // A service that moves is found again without a restart.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    }))
    {
        // Each call brings its own deadline.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 8 * 1024 * 1024,
    };

    /// <summary>Where modules are that nothing else is known of; null when there is no such place.</summary>
    public RemoteModule? Default { get; private set; }

    public IReadOnlyCollection<RemoteModule> All => _modules.Values;

    public RemoteModule? Find(string module) => _modules.GetValueOrDefault(module);

    public void SetDefault(RemoteDefault elsewhere) => Default = Make("*", elsewhere.Service, elsewhere.Url, new());

    public RemoteModule Of(string module) => _modules[module];

    public void Add(string module, string service, ModuleSettings settings) => _modules.Add(module, Make(module, service, settings.Url!, settings));

    public void Dispose()
    {
        foreach (var module in _modules.Values.Append(Default))
        {
            module?.Dispose();
        }

        _client.Dispose();
    }

    private RemoteModule Make(string module, string service, Uri url, ModuleSettings settings)
        => new(module, service, new(url, settings.ResolveEvery, Dns.GetHostAddressesAsync, time), new(module, settings, time), _client);
}
