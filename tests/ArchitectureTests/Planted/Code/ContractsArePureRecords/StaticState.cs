// expect: Monolith.Movies.Contracts.Films is not a public sealed record.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public static class Films
{
    public static readonly Dictionary<int, string> Titles = [];
}
