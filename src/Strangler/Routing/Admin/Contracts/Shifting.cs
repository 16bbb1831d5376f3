namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Body of <c>POST /admin/strangler/shift</c>.</summary>
/// <param name="Target">A route (<c>favorites.add</c>) or a module (<c>favorites</c>): all its routes.</param>
/// <param name="Percent">0 to 100, at most one decimal.</param>
/// <param name="Reason">1 to 500 characters, for the history.</param>
/// <param name="Wait">For how many seconds at most to wait until every live host has applied it, 0 to 60; null for 5.</param>
/// <param name="Users">Go to the service by name, beside the percentage and those that are named already; up to 1,000.</param>
/// <param name="Groups">Likewise.</param>
/// <param name="From">The flag is on from then; null leaves its window as it is.</param>
/// <param name="Until">And until then, likewise.</param>
/// <param name="Clear">Forgets named users, groups and windows first.</param>
/// <param name="Force">Also when it sends more traffic to a service that is not healthy.</param>
internal sealed record ShiftRequest(
    string? Target, decimal? Percent, string? Reason, decimal? Wait = null,
    IReadOnlyList<string>? Users = null, IReadOnlyList<string>? Groups = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool Clear = false,
    bool Force = false);

/// <summary>Body of <c>POST /admin/strangler/rollback</c>.</summary>
/// <param name="Target">A route or a module; null with <paramref name="All"/>.</param>
/// <param name="All">Every route of every module.</param>
/// <param name="Reason">1 to 500 characters, for the history.</param>
internal sealed record RollbackRequest(string? Target, bool All, string? Reason);

/// <summary>What a shift or a rollback did.</summary>
/// <param name="Version">The version of the flags that this host now routes by.</param>
/// <param name="Changed">False when everything already was as asked; then no version was written.</param>
/// <param name="Changes">The routes that changed.</param>
/// <param name="Pending">True for a rollback that is in force on this host and not in the store, which does not answer.</param>
/// <param name="Applied">The live hosts that route by this version or a later one, this one first.</param>
/// <param name="Behind">The live hosts that have not said so yet. What they have not heard of when their lease ends is the monolith's anyway.</param>
internal sealed record ChangeAnswer(
    long Version, bool Changed, IReadOnlyList<RouteChange> Changes, bool Pending, IReadOnlyList<HostAnswer> Applied, IReadOnlyList<HostAnswer> Behind);

/// <summary>One route's change of percentage.</summary>
/// <param name="Route">The flag's id.</param>
/// <param name="From">0 to 100; null when the route had no flag.</param>
/// <param name="To">0 to 100.</param>
internal sealed record RouteChange(string Route, decimal? From, decimal To);
