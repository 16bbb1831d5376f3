using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Messaging.Shapes;
using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Messaging;

/// <summary>One request type of a Contracts assembly. Closed over its types once, at start-up, so that nothing is looked up by reflection per call.</summary>
internal abstract class ModuleRequest(string module, Type requestType, ModuleSettings settings)
{
    /// <summary>On the wire and in permissions: <c>movies.GetMovieSnapshot</c>.</summary>
    public string Name { get; } = $"{module.ToLowerInvariant()}.{requestType.Name}";

    public string Module { get; } = module;

    public Type RequestType { get; } = requestType;

    public ModuleSettings Settings { get; } = settings;

    /// <summary>The module's own handler; null where the module is not in this process.</summary>
    public Type? HandlerType { get; set; }

    /// <summary>Whether it changes nothing.</summary>
    public abstract bool IsQuery { get; }

    /// <summary>Whether the infrastructure may send it again: queries, and commands that carry a key.</summary>
    public abstract bool MayBeRepeated { get; }

    /// <summary>Makes the handler that senders in this process get.</summary>
    public abstract void Register(IServiceCollection services, ModulePlacement placement);

    /// <summary>Answers the request that another process posted.</summary>
    public abstract Task AnswerAsync(HttpContext context);

    /// <summary>What it looks like on the wire, as this process was built.</summary>
    public abstract ContractShape ToShape();

    public static ModuleRequest Create(string module, Type requestType, Type answerType, ModuleSettings settings)
        => (ModuleRequest)Activator.CreateInstance(typeof(ModuleRequest<,>).MakeGenericType(requestType, answerType), module, settings)!;
}
