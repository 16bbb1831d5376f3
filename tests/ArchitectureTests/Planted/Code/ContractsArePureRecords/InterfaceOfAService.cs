// expect: Monolith.Movies.Contracts.IFilms is not a public sealed record.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public interface IFilms
{
    string TitleOf(int id);
}
