using Monolith.Strangler.Cutover;
using Xunit;

namespace Monolith.DataCutover.Kills;

/// <summary>A server for the monolith's databases and another one for modules' own.</summary>
public sealed class TwoServers : IAsyncLifetime
{
    private readonly Dictionary<Place, KillableServer> _servers = [];

    public async Task InitializeAsync()
    {
        var starting = new[] { KillableServer.StartNewAsync(), KillableServer.StartNewAsync() };
        await Task.WhenAll(starting);
        (_servers[Place.Monolith], _servers[Place.Own]) = (await starting[0], await starting[1]);
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    public Task KillAsync(IEnumerable<Place> places) => Task.WhenAll(places.Select(p => _servers[p].KillAsync()));

    public Task StartAsync(IEnumerable<Place> places) => Task.WhenAll(places.Select(p => _servers[p].StartAsync()));

    internal async Task<LedgerPair> ReplicatingAsync()
    {
        var ledger = await LedgerPair.CreateAsync(await _servers[Place.Monolith].CreateDatabaseAsync(), await _servers[Place.Own].CreateDatabaseAsync());
        await ledger.PrepareAsync();
        return ledger;
    }
}
