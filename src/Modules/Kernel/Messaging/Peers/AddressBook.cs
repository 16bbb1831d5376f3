using System.Net;
using System.Net.Sockets;
using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>
/// The addresses of a target: the configured one, or all that the machine's resolver has for a name. Asked anew when they are older than the setting allows; when
/// that fails the last known stay. An address that was there before keeps what is known of it.
/// </summary>
/// <param name="configured">The setting.</param>
/// <param name="maxAge">How old the resolver's answer may be.</param>
/// <param name="resolve">The resolver.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressBook(Uri configured, TimeSpan maxAge, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time) : IDisposable
{
    /// <summary>More answers than this are left out: nobody runs so many, and each is greeted.</summary>
    private const int MostAddresses = 64;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<Peer> _peers = configured.Scheme == ModuleSettings.DnsScheme ? [] : [new(configured, time)];
    private long? _resolvedAt;
    private int _next;

    public bool IsResolved => configured.Scheme == ModuleSettings.DnsScheme;

    /// <summary>One that is not known to be down; the name itself before it was resolved.</summary>
    public Uri Any => Known.Count > 0 ? (Known.FirstOrDefault(p => p.IsHealthy) ?? Known[0]).Url : UrlOf(configured.Host);

    /// <summary>Known now; empty before a name was resolved.</summary>
    public IReadOnlyList<Peer> Known => Volatile.Read(ref _peers);

    /// <summary>Those to try, in this order: in turns, and what failed lately last.</summary>
    /// <exception cref="SocketException">The name has no address, and never had.</exception>
    public async ValueTask<IReadOnlyList<Peer>> InOrderAsync(CancellationToken cancellationToken)
    {
        var peers = IsResolved ? await ResolvedAsync(cancellationToken) : _peers;
        if (peers.Count == 1)
        {
            return peers;
        }

        var first = (int)((uint)Interlocked.Increment(ref _next) % (uint)peers.Count);
        return [.. peers.Skip(first).Concat(peers.Take(first)).OrderBy(p => p.IsHealthy ? 0 : 1)];
    }

    public void Dispose() => _turn.Dispose();

    private bool IsFresh => _resolvedAt is { } at && time.GetElapsedTime(at) < maxAge;

    private async Task<IReadOnlyList<Peer>> ResolvedAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return Known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh)
            {
                Replace(await resolve(configured.Host, cancellationToken));
                _resolvedAt = time.GetTimestamp();
            }
        }
        catch (SocketException) when (Known.Count > 0)
        {
            // A resolver that is down must not take a target with it that is up. Not before the next turn, either.
            _resolvedAt = time.GetTimestamp();
        }
        finally
        {
            _turn.Release();
        }

        return Known;
    }

    private void Replace(IPAddress[] addresses)
    {
        var before = Known.ToDictionary(p => p.Url);
        Volatile.Write(ref _peers, [.. addresses.Distinct().Take(MostAddresses)
            .Select(a => UrlOf(a.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{a}]" : a.ToString()))
            .Select(url => before.GetValueOrDefault(url) ?? new Peer(url, time))]);
    }

    private Uri UrlOf(string host) => new UriBuilder(Uri.UriSchemeHttp, host, configured.Port).Uri;
}
