namespace Monolith.Integration.Environments;

/// <summary>A process ended before it was ready.</summary>
internal sealed class ProcessEndedException(ServerProcess process)
    : Exception($"{process.Name} ended with exit code {process.ExitCode} before it was ready.\n{process.Output}");
