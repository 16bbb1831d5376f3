// expect: is not a supported dictionary key
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(IReadOnlyDictionary<Actor, string> Cast);

public sealed record Actor(string Name);
