// expect: Film.Extra holds a System.Object.
// expect: Film.Poster holds a System.IO.Stream.
// expect: Film.OnSeen holds a System.Action.
// expect: Film.Reviews holds a System.Linq.IQueryable
// expect: Film.Tags holds a System.Collections.Generic.List
// expect: Film.Risk holds a Monolith.Kernel.Modules.ExtractionRisk.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(
    object Extra, System.IO.Stream Poster, System.Action OnSeen, System.Linq.IQueryable<string> Reviews, List<string> Tags, Monolith.Kernel.Modules.ExtractionRisk Risk);
