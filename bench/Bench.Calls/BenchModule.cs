using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

[assembly: ModuleContracts("Bench")]

namespace Monolith.Bench.Calls;

/// <summary>A module whose handler does next to nothing.</summary>
internal sealed class BenchModule : IModule
{
    public ModuleManifest Manifest { get; } = new("Bench");

    public void AddServices(ModuleBuilder module) => module.Services.AddScoped<SumHandler>();
}

internal sealed record Sum(int Left, int Right) : IQuery<int>;

internal sealed class SumHandler : IRequestHandler<Sum, Result<int>>
{
    public Task<Result<int>> Handle(Sum request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(request.Left + request.Right);
}
