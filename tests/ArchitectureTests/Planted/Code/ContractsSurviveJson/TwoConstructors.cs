// expect: Monolith.Movies.Contracts.Film does not survive
// expect: Monolith.Movies.Contracts.Film does not survive
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id, string Title)
{
    public Film(int id)
        : this(id, "unknown")
    {
    }

    public Film(string title)
        : this(0, title)
    {
    }
}
