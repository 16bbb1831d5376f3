// expect: Monolith.Movies.Contracts.Film is not a public sealed record.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public record Film(int Id);
