using System.Collections.Concurrent;

namespace Monolith.Unit.Calls;

/// <summary>What there is to ask about. Examples of queries ask about what stays as it is; examples of commands take somebody new each time.</summary>
internal sealed class CallWorld(WholeHost host, CallUser user, CallUser admin)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<int>>> _made = new(StringComparer.Ordinal);

    /// <summary>Above the ids of accounts.</summary>
    private int _ids = 1_000_000;

    /// <summary>A film of the catalogue.</summary>
    public int MovieId => 268;

    /// <summary>Nothing changes this account.</summary>
    public CallUser User => user;

    public CallUser Admin => admin;

    /// <summary>For examples that need something made first.</summary>
    public WholeHost Host => host;

    /// <summary>For modules that do not ask Auth whether somebody exists.</summary>
    public int NewUserId() => Interlocked.Increment(ref _ids);

    /// <summary>Made at the first call, for examples of queries that need something to ask about.</summary>
    public Task<int> OnceAsync(string name, Func<Task<int>> make) => _made.GetOrAdd(name, _ => new(make)).Value;

    public static async Task<CallWorld> CreateAsync(WholeHost host) => new(host, await host.NewUserAsync(), await host.NewAdminAsync());
}
