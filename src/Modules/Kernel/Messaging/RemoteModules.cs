using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Messaging;

/// <summary>The processes that have the modules this one has not, each with one long-lived connection pool.</summary>
internal sealed class RemoteModules : IDisposable
{
    private readonly Dictionary<string, RemoteModule> _modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
        // A service that moves is found again without a restart.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        // Each call brings its own deadline.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 8 * 1024 * 1024,
    };

    /// <summary>Where modules are that nothing else is known of; null when there is no such place.</summary>
    public RemoteModule? Default { get; private set; }

    public RemoteModule? Find(string module) => _modules.GetValueOrDefault(module);

    public void SetDefault(RemoteDefault elsewhere) => Default = new(elsewhere.Service, elsewhere.Url, _client);

    public RemoteModule Of(string module) => _modules[module];

    public void Add(string module, string service, ModuleSettings settings) => _modules.Add(module, new(service, settings.Url!, _client));

    public void Dispose() => _client.Dispose();
}

/// <summary>Where a remote module is.</summary>
/// <param name="Service">The name it knows itself by: the audience of tokens sent to it.</param>
/// <param name="Url">Its internal listener.</param>
/// <param name="Client">Shared; not to be disposed.</param>
internal sealed record RemoteModule(string Service, Uri Url, HttpClient Client);
