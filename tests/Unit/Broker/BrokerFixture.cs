using System.Reflection;
using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Broker;

/// <summary>One <see cref="BrokerProcess"/> with a database and a paper broker of its own for all tests of a class. Each test has users of its own, here and there.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private int _users;

    internal static string PaperBrokerProgram { get; } =
        typeof(BrokerFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PaperBroker").Value!;

    internal TemporaryPostgres Database { get; } = new();

    internal KeyRingFile Keys { get; } = new();

    internal PaperBrokerProcess Paper { get; private set; } = null!;

    internal BrokerProcess Process { get; private set; } = null!;

    internal int NewUser() => Interlocked.Increment(ref _users);

    /// <summary>Another process on the same database, keys and broker.</summary>
    internal Task<BrokerProcess> StartAsync(params (string Key, string Value)[] settings) => BrokerProcess.StartAsync(Database.ConnectionString, Paper, Keys.Path, settings);

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        Paper = await PaperBrokerProcess.StartAsync(PaperBrokerProgram);
        Process = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        await Paper.DisposeAsync();
        await Database.DisposeAsync();
        Keys.Dispose();
    }
}
