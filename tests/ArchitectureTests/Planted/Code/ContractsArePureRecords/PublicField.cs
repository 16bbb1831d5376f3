// expect: Film.Title is a public field.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id)
{
    public string? Title;
}
