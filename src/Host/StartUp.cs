using Monolith.Kernel.Startup;

namespace Monolith.Host;

/// <summary>The frame around the composition: the exit code, and what a person sees when it cannot start.</summary>
internal static class StartUp
{
    /// <summary>The Host's name in service tokens and telemetry.</summary>
    public const string ServiceName = "monolith";

    /// <returns>0 after a clean stop, also one asked for while starting; 1 when it cannot start as it is configured.</returns>
    public static async Task<int> RunAsync(string[] args, Func<HostCommand, WebApplicationBuilder, CancellationToken, Task> run)
    {
        using var signals = new StopSignals();
        try
        {
            var command = HostCommand.Parse(args);
            // The defaults beside the program are found wherever it is started from; DataDir stays relative to the working directory.
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = command.Settings, ContentRootPath = AppContext.BaseDirectory });
            await run(command, builder, signals.Token);
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return 0;
        }
    }
}
