using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Web;

namespace Monolith.Extracted.ServiceHost.Security;

/// <summary>
/// The access token keys from the Host's JWKS document. Read at start, again every half minute (every two seconds until the first success) and when a
/// token names an unknown key. The last known stay when the Host is down.
/// </summary>
internal sealed class RemoteTokenKeys : BackgroundService, ITokenKeys
{
    private const int MaxDocumentSize = 256 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private readonly Uri _document;
    private readonly TimeProvider _time;
    private readonly TokenKeyCache _cache;
    private readonly HttpClient _client;

    public RemoteTokenKeys(Uri hostUrl, TimeProvider time, ILogger<RemoteTokenKeys> logger)
    {
        _document = new Uri(hostUrl, "/.well-known/jwks.json");
        _time = time;
        _cache = new TokenKeyCache(LoadAsync, time, logger);
        _client = new HttpClient(new SocketErrorHandler(new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        }))
        {
            // The cache brings its own deadline.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxDocumentSize,
        };
    }

    public bool IsLoaded => _cache.IsLoaded;

    public ValueTask<TokenKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken) => _cache.FindAsync(keyId, cancellationToken);

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _cache.RefreshAsync();
            await Task.Delay(IsLoaded ? Interval : RetryInterval, _time, stoppingToken);
        }
    }

    private async Task<IReadOnlyCollection<VerificationKey>> LoadAsync(CancellationToken cancellationToken)
        => JsonWebKeySet.Read(await _client.GetByteArrayAsync(_document, cancellationToken)) is { Count: > 0 } keys
            ? keys
            : throw new InvalidDataException($"{_document} lists no usable key.");
}
