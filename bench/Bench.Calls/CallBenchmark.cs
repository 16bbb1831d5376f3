using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;

namespace Monolith.Bench.Calls;

/// <summary>What a request to a module in the same process costs beyond its handler, within a request of a user that has a deadline.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
[SuppressMessage("Performance", "CA1515", Justification = "BenchmarkDotNet runs public classes only.")]
[SuppressMessage("Design", "CA1001", Justification = "It has a cleanup of its own.")]
public class CallBenchmark
{
    private readonly Sum _request = new(1, 2);
    private readonly SumHandler _handler = new();
    private WebApplication _app = null!;
    private IServiceScope _scope = null!;
    private IMediator _mediator = null!;

    [GlobalSetup]
    public void Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        var errors = new StartupErrors();
        builder.AddModules(errors, [new BenchModule()], defaultRemote: null, typeof(Sum).Assembly);
        errors.ThrowIfAny();
        _app = builder.Build();
        _scope = _app.Services.CreateScope();
        _mediator = _scope.ServiceProvider.GetRequiredService<IMediator>();
        CallContext.Current = new CallContext("bench", 42, DateTimeOffset.UtcNow.AddHours(1));
    }

    [GlobalCleanup]
    public void Stop()
    {
        _scope.Dispose();
        ((IDisposable)_app).Dispose();
    }

    [Benchmark(Baseline = true, Description = "the handler itself")]
    public async Task<int> Handler() => (await _handler.Handle(_request, CancellationToken.None)).Value;

    [Benchmark(Description = "the same by a call between modules")]
    public async Task<int> Call() => (await _mediator.Send(_request)).Value;

    /// <summary>A generated project would have to pass the boundary rules of this repository.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            // A busy machine would have it go on to 100.
            .WithMaxIterationCount(20));
    }
}
