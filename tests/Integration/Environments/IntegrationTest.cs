using Monolith.Integration.Client;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Environments;

/// <summary>Shows what the processes wrote during a test beside its result.</summary>
public abstract class IntegrationTest : IAsyncLifetime
{
    private readonly TestEnvironment _environment;
    private readonly (long Host, long Service) _start;

    private protected IntegrationTest(TestEnvironment environment, ITestOutputHelper output)
    {
        _environment = environment;
        Output = output;
        _start = environment.LogPosition();
    }

    private protected ITestOutputHelper Output { get; }

    private protected TestEnvironment Environment => _environment;

    private protected MoviesApi Api => _environment.Api;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync()
    {
        Output.WriteLine(_environment.Log(_start.Host, _start.Service));
        return Task.CompletedTask;
    }
}
