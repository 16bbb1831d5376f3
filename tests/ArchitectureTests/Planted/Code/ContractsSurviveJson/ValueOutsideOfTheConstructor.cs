// expect: Monolith.Movies.Contracts.Film does not survive a JSON round trip: Film.Title was
// expect: Monolith.Movies.Contracts.Film does not survive a JSON round trip: Film.Title was
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film
{
    public Film(int id, string title)
    {
        Id = id;
        Title = title + "!";
    }

    public int Id { get; }

    public string Title { get; }
}
