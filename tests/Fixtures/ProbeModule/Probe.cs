using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

[assembly: ModuleContracts("Probe")]

namespace Monolith.ProbeModule;

/// <summary>What a test asks of the other side.</summary>
public enum ProbeKind
{
    Answer,
    Fail,
    Throw,
    Hang,
}

/// <summary>What the handler saw.</summary>
public sealed record ProbeAnswer(string Text, string? CorrelationId, int? UserId, bool HasDeadline, IReadOnlyList<int> Numbers);

public sealed record ProbeQuery(ProbeKind Kind, string Text) : IQuery<ProbeAnswer>;

public sealed record ProbeCommand(ProbeKind Kind) : ICommand<Unit>;

public sealed record ProbeOnce(string IdempotencyKey) : IIdempotentCommand<Unit>;

internal sealed class ProbeCalls
{
    private int _count;
    private int _cancelled;

    public int Count => Volatile.Read(ref _count);

    public int Cancelled => Volatile.Read(ref _cancelled);

    public void Add() => Interlocked.Increment(ref _count);

    public void AddCancelled() => Interlocked.Increment(ref _cancelled);
}

internal sealed class ProbeHandler(ProbeCalls calls) : IRequestHandler<ProbeQuery, Result<ProbeAnswer>>, IRequestHandler<ProbeCommand, Result<Unit>>, IRequestHandler<ProbeOnce, Result<Unit>>
{
    public async Task<Result<ProbeAnswer>> Handle(ProbeQuery request, CancellationToken cancellationToken)
    {
        calls.Add();
        if (await ActAsync(request.Kind, cancellationToken) is { } error)
        {
            return error;
        }

        var context = CallContext.Current;
        return new ProbeAnswer(request.Text, context?.CorrelationId, context?.UserId, context?.Deadline is not null, [1, 2, 3]);
    }

    public async Task<Result<Unit>> Handle(ProbeCommand request, CancellationToken cancellationToken)
    {
        calls.Add();
        return await ActAsync(request.Kind, cancellationToken) is { } error ? error : Unit.Value;
    }

    public Task<Result<Unit>> Handle(ProbeOnce request, CancellationToken cancellationToken)
    {
        calls.Add();
        return Task.FromResult<Result<Unit>>(Unit.Value);
    }

    private async Task<Error?> ActAsync(ProbeKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ProbeKind.Fail:
                return new Error("probe.expected", "Não há nada aqui.", ErrorKind.NotFound);
            case ProbeKind.Throw:
                throw new InvalidOperationException("secret detail");
            case ProbeKind.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                calls.AddCancelled();
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            default:
                return null;
        }
    }
}

public sealed class TheProbeModule : IModule
{
    public ModuleManifest Manifest { get; init; } = new("Probe");

    public void AddServices(ModuleBuilder module) => module.Services.AddSingleton<ProbeCalls>();
}
