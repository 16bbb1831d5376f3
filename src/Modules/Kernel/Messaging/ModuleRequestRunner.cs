using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>
/// Runs a module's own handler: in a scope of its own, within the deadline, and with no exception crossing the module's edge. The one way in, whether the
/// sender is in this process or in another.
/// </summary>
internal sealed partial class ModuleRequestRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<ModuleRequestRunner> logger)
{
    public async Task<Result<T>> RunAsync<TRequest, T>(ModuleRequest<TRequest, T> descriptor, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IModuleRequest<T>
    {
        var budget = CallBudget.Of(descriptor.Settings.Timeout, time);
        if (budget <= TimeSpan.Zero)
        {
            LogTimedOut(descriptor.Name, 0);
            return Unavailable.Because($"{descriptor.Name} was not tried: its deadline had passed.");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(budget);
        CallBudget.Narrow(budget, time);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var handler = (IRequestHandler<TRequest, Result<T>>)scope.ServiceProvider.GetRequiredService(descriptor.HandlerType!);
            return await handler.Handle(request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            LogTimedOut(descriptor.Name, (int)budget.TotalMilliseconds);
            return Unavailable.Because($"{descriptor.Name} did not answer in time.");
        }
        catch (Exception e) when (WrongDatabase.Refused(e))
        {
            LogHeld(e, descriptor.Name);
            return Unavailable.Because($"{descriptor.Name} was not carried out: its module's data is being moved.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, descriptor.Name);
            return new Error($"{descriptor.Module.ToLowerInvariant()}.failed", $"{descriptor.Name} failed.", ErrorKind.Failed);
        }
    }

    [LoggerMessage(EventIds.RequestTimedOut, LogLevel.Warning, "{Request} did not answer within {Milliseconds} ms")]
    private partial void LogTimedOut(string request, int milliseconds);

    [LoggerMessage(EventIds.DataHeld, LogLevel.Warning, "{Request} was not carried out because its module's data is being moved")]
    private partial void LogHeld(Exception exception, string request);

    [LoggerMessage(EventIds.RequestHandlerFailed, LogLevel.Error, "The handler of {Request} failed")]
    private partial void LogFailed(Exception exception, string request);
}
