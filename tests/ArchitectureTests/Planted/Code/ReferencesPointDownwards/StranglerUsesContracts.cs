// expect: Monolith.Strangler.Routing (Strangler) uses Monolith.Movies.Contracts (Contracts).
//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Strangler.Routing
namespace Monolith.Strangler.Routing;

internal sealed class Decision
{
    public object Film() => new Monolith.Movies.Contracts.FilmSnapshot(1, "a");
}
