using System.Globalization;

namespace Monolith.Integration.Environments;

/// <summary>One extracted service of an environment. It may end and be started again, on the same ports.</summary>
/// <param name="module">PascalCase, as its project is named.</param>
/// <param name="settings">What to start it with.</param>
internal sealed class TestService(string module, Func<TestService, IReadOnlyDictionary<string, string>> settings) : IAsyncDisposable
{
    private ServerProcess? _process;

    /// <summary>The module as flags and settings name it.</summary>
    public string Name { get; } = module.ToLowerInvariant();

    public string Module => module;

    public Uri Url { get; private set; } = null!;

    public Uri InternalUrl { get; private set; } = null!;

    /// <summary>Null before the first start.</summary>
    public ServerProcess? LastProcess => _process;

    public ServerProcess Process => _process ?? throw new InvalidOperationException($"The {module} service was not started.");

    public static Uri TakeUrl() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));

    /// <summary>Takes (other) ports, which count from the next start.</summary>
    public void TakePorts() => (Url, InternalUrl) = (TakeUrl(), TakeUrl());

    /// <summary>Starts it (again) and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        await DisposeAsync();
        _process = ServerProcess.Start($"{module} service", BuiltPrograms.ServiceOf(module), settings(this));
        await ReadinessProbe.WaitAsync(_process, Url, TestEnvironment.StartLimit);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
