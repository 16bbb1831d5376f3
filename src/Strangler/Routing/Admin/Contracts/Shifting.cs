namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Body of <c>POST /admin/strangler/shift</c>.</summary>
/// <param name="Target">A route (<c>favorites.add</c>) or a module (<c>favorites</c>): all its routes.</param>
/// <param name="Percent">0 to 100, at most one decimal.</param>
/// <param name="Reason">1 to 500 characters, for the history.</param>
internal sealed record ShiftRequest(string? Target, decimal? Percent, string? Reason);

/// <summary>Body of <c>POST /admin/strangler/rollback</c>.</summary>
/// <param name="Target">A route or a module; null with <paramref name="All"/>.</param>
/// <param name="All">Every route of every module.</param>
/// <param name="Reason">1 to 500 characters, for the history.</param>
internal sealed record RollbackRequest(string? Target, bool All, string? Reason);

/// <summary>What a shift or a rollback did.</summary>
/// <param name="Version">The version of the flags that this host now routes by.</param>
/// <param name="Changed">False when everything already was as asked; then no version was written.</param>
/// <param name="Changes">The routes that changed.</param>
internal sealed record ChangeAnswer(long Version, bool Changed, IReadOnlyList<RouteChange> Changes);

/// <summary>One route's change of percentage.</summary>
/// <param name="Route">The flag's id.</param>
/// <param name="From">0 to 100; null when the route had no flag.</param>
/// <param name="To">0 to 100.</param>
internal sealed record RouteChange(string Route, decimal? From, decimal To);
