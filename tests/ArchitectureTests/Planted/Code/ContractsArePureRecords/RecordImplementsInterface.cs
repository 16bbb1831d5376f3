// expect: Monolith.Movies.Contracts.Film implements IDisposable.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id) : System.IDisposable
{
    public void Dispose()
    {
    }
}
