// expect: Film.Title was
// expect: Film.Title was
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Title { get; init; } = "unknown";
}
