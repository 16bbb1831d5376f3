using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Bench.Decision;

/// <summary>One decision, as the middleware makes it: find the route's flag in the snapshot, decide for the user.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
[SuppressMessage("Performance", "CA1515", Justification = "BenchmarkDotNet runs public classes only.")]
public class DecisionBenchmark
{
    private const int UserCount = 4096;

    private readonly string[] _users = [.. Enumerable.Range(1, UserCount).Select(i => i.ToString("D"))];
    private RoutingSnapshot _snapshot = RoutingSnapshot.Empty;
    private int _next;

    [GlobalSetup]
    public void Compile() => _snapshot = new(1, new FlagDocument().WithFlagsFor(["bench.off", "bench.ramp", "bench.on"]).Shift(["bench.ramp"], 30).Shift(["bench.on"], 100));

    [Benchmark(Description = "0 %: everybody on the monolith")]
    public int Off() => Decide("bench.off");

    [Benchmark(Description = "30 %: by the user's bucket")]
    public int Ramp() => Decide("bench.ramp");

    [Benchmark(Description = "100 %: everybody on the service")]
    public int On() => Decide("bench.on");

    private int Decide(string route) => (int)_snapshot.Find(route)!.Decide(_users[_next++ & (UserCount - 1)], [], default).Side;

    /// <summary>A generated project would have to pass the boundary rules of this repository.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            // A busy machine would have it go on to 100.
            .WithMaxIterationCount(20));
    }
}
