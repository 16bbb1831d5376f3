using Monolith.Integration.Client;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Environments;

/// <summary>A test on the shared system. The trait is how <c>./test</c> picks these.</summary>
[Collection(SharedEnvironment.Name)]
[Trait("System", "shared")]
public abstract class SharedSystemTest : IntegrationTest
{
    private readonly SharedEnvironment _shared;

    private protected SharedSystemTest(SharedEnvironment shared, ITestOutputHelper output)
        : base(shared.Environment, output)
        => _shared = shared;

    private protected MovieSamples Movies => _shared.Movies;

    private protected Operator Operator => Environment.Operator;
}
