using Monolith.Integration.Client;
using Xunit;

namespace Monolith.Integration.Environments;

/// <summary>
/// One running system for every test that is content with the usual settings: starting one takes seconds. A test leaves both processes running, and takes
/// no position of a flag for granted.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SharedEnvironment : IAsyncLifetime, ICollectionFixture<SharedEnvironment>
{
    public const string Name = "The running system";

    internal TestEnvironment Environment { get; private set; } = null!;

    internal MovieSamples Movies { get; private set; } = null!;

    internal PaperBrokerProcess Paper { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // The folder is how the watchdog knows it.
        Paper = await PaperBrokerProcess.StartAsync(BuiltPrograms.PaperBroker, allowFaults: true, "--TestRun", RunDirectory.NewFolder("p"));
        var brokers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Broker__Kotak__BaseUrl"] = Paper.KotakUrl, ["Broker__Zerodha__BaseUrl"] = Paper.KiteUrl };
        Environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
        {
            HostSettings = brokers,
            ServiceSettings = brokers,
        });
        Movies = await MovieSamples.FindAsync(Environment.Api);
    }

    public async Task DisposeAsync()
    {
        await Environment.DisposeAsync();
        await Paper.DisposeAsync();
    }
}
