// expect: Film.Title can be changed after it was made.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id)
{
    public string? Title { get; set; }
}
