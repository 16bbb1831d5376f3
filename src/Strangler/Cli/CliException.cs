namespace Monolith.Strangler.Cli;

/// <summary>Ends the command with a message for people and an exit status for scripts.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
