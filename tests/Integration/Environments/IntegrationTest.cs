using Monolith.Integration.Client;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Environments;

/// <summary>Shows what the processes wrote during a test beside its result.</summary>
public abstract class IntegrationTest : IAsyncLifetime
{
    private readonly TestEnvironment _environment;
    private readonly IReadOnlyDictionary<ServerProcess, long> _start;

    private protected IntegrationTest(TestEnvironment environment, ITestOutputHelper output)
    {
        _environment = environment;
        Output = output;
        _start = environment.LogPositions();
    }

    private protected ITestOutputHelper Output { get; }

    private protected TestEnvironment Environment => _environment;

    private protected MoviesApi Api => _environment.Api;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync()
    {
        Output.WriteLine(_environment.LogSince(_start));
        return Task.CompletedTask;
    }
}
