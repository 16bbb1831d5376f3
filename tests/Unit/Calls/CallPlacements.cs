using System.Text.Json;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Calls;

/// <summary>One process with every module, and the ways to send it a request.</summary>
public sealed partial class CallPlacements : IAsyncLifetime
{
    private WebApplication _remote = null!;

    internal WholeHost Host { get; private set; } = null!;

    internal CallWorld World { get; private set; } = null!;

    internal FaultyWire Wire { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await WholeHost.StartAsync();
        World = await CallWorld.CreateAsync(Host);
        Wire = await FaultyWire.StartAsync(Host.InternalUrl);
        _remote = SenderTo(Host.InternalUrl);
    }

    public async Task DisposeAsync()
    {
        await _remote.DisposeAsync();
        await Wire.DisposeAsync();
        await Host.DisposeAsync();
    }

    internal Task<CallAnswer> InProcessAsync(object request) => SendAsync(Host.Services, request);

    /// <summary>Request and answer go through JSON, and what may be repeated comes twice.</summary>
    internal async Task<CallAnswer> InProcessByJsonAsync(object request)
    {
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(request, request.GetType(), ModuleJson.Options), request.GetType(), ModuleJson.Options)!;
        var answer = await InProcessAsync(read);
        if (ContractRequests.MayBeRepeated(request.GetType()))
        {
            (await InProcessAsync(read)).ShouldBe(answer, $"the second time the same {request.GetType().Name} came");
        }

        return answer;
    }

    internal Task<CallAnswer> RemoteAsync(object request) => SendAsync(_remote.Services, request);

    /// <summary>By a sender of its own: what fails on purpose must not open another test's breaker.</summary>
    internal async Task<CallAnswer> RemoteAsync(object request, WireFault fault)
    {
        await using var sender = SenderTo(Wire.Url);
        Wire.Next(fault);
        return await SendAsync(sender.Services, request);
    }

    private static Task<CallAnswer> SendAsync(IServiceProvider sender, object request)
        => (Task<CallAnswer>)typeof(CallPlacements).GetMethod(nameof(SendOfAsync), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(ContractRequests.All.Single(r => r.Request == request.GetType()).Answer).Invoke(null, [sender, request])!;

    private static async Task<CallAnswer> SendOfAsync<T>(IServiceProvider sender, IModuleRequest<T> request)
    {
        await using var scope = sender.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        var json = JsonSerializer.Serialize(result, ModuleJson.Options);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Result<T>>(json, ModuleJson.Options), ModuleJson.Options).ShouldBe(json);
        // When it was asked is in some answers.
        return new(result.Error, Time().Replace(json, "\"a time\""));
    }

    /// <summary>A process that has no module itself.</summary>
    private WebApplication SenderTo(Uri url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["DataDir"] = Host.DataDirectory;
        foreach (var module in ContractRequests.Assemblies.Select(a => ModuleContracts.ModuleOf(a)!))
        {
            builder.Configuration[$"Modules:{module}:Timeout"] = "00:00:30";
        }

        var errors = new StartupErrors();
        builder.Services.AddTokenSecurity(builder.Configuration, errors, new DataDirectory(builder.Configuration), "caller");
        builder.AddModules(errors, [], new RemoteDefault("monolith", url), ContractRequests.Assemblies);
        errors.ThrowIfAny();
        return builder.Build();
    }

    [GeneratedRegex("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
