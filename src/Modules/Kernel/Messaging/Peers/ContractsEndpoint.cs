using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>Answers <see cref="ContractsExchange"/>: any trusted service may ask, for contracts are no secret among them.</summary>
internal static class ContractsEndpoint
{
    public static void MapContracts(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPost($"/{ContractsExchange.Path}", AnswerAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (ServiceCaller.Of(context) is not { Permission: ContractsExchange.Permission } caller)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, $"A valid service token for {ContractsExchange.Permission} is required.");
            return;
        }

        if (await ReadAsync(context.Request) is not { } theirs)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "The body does not describe the contracts of a module.");
            return;
        }

        if (!services.GetRequiredService<ModuleCatalog>().Manifests.Any(m => m.Name == theirs.Module))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status404NotFound, "This process does not have that module.");
            return;
        }

        var ours = services.GetRequiredService<ContractsCatalog>().Of(theirs.Module);
        var fit = ContractFit.Between(theirs, ours);
        services.GetRequiredService<UnfitSenders>().Note(caller.Service, theirs.Module, fit);
        await context.Response.WriteAsJsonAsync(ours, ModuleJson.Options, context.RequestAborted);
    }

    private static async Task<ContractsMessage?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ContractsMessage>(request.Body, ModuleJson.Options, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
