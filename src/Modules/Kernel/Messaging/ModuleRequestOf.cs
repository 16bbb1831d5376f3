using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Messaging.Shapes;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <inheritdoc cref="ModuleRequest"/>
internal sealed class ModuleRequest<TRequest, T>(string module, ModuleSettings settings) : ModuleRequest(module, typeof(TRequest), settings)
    where TRequest : class, IModuleRequest<T>
{
    public override bool IsQuery { get; } = typeof(IQuery<T>).IsAssignableFrom(typeof(TRequest));

    public override bool MayBeRepeated => IsQuery || typeof(IIdempotentCommand<T>).IsAssignableFrom(typeof(TRequest));

    public override void Register(IServiceCollection services, ModulePlacement placement)
    {
        services.AddSingleton(this);
        _ = placement switch
        {
            ModulePlacement.InProcess => services.AddTransient<IRequestHandler<TRequest, Result<T>>, InProcessRequestHandler<TRequest, T>>(),
            ModulePlacement.Remote => services.AddTransient<IRequestHandler<TRequest, Result<T>>, RemoteRequestHandler<TRequest, T>>(),
            _ => services.AddTransient<IRequestHandler<TRequest, Result<T>>, UnavailableRequestHandler<TRequest, T>>(),
        };
    }

    public override ContractShape ToShape()
        => ContractShape.OfRequest(Name, typeof(TRequest), typeof(T), IsQuery ? "query" : MayBeRepeated ? "idempotent command" : "command");

    public override async Task AnswerAsync(HttpContext context)
    {
        TRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<TRequest>(context.Request.Body, ModuleJson.Options, context.RequestAborted);
        }
        catch (JsonException e)
        {
            await TypedResults.Problem($"The body is not a {Name}: {e.Message}", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        if (request is null)
        {
            await TypedResults.Problem($"The body of a {Name} must be a JSON object, not null.", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        var runner = context.RequestServices.GetRequiredService<ModuleRequestRunner>();
        var result = await runner.RunAsync(this, request, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(result, ModuleJson.Options, context.RequestAborted);
    }
}
