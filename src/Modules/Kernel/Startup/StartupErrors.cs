namespace Monolith.Kernel.Startup;

/// <summary>Collects everything that is wrong with configuration and wiring, so that one start shows all of it.</summary>
public sealed class StartupErrors
{
    private readonly List<string> _errors = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<string> All => _errors;

    /// <summary>Adds one error: what is wrong, where, and how to put it right.</summary>
    public void Add(string error) => _errors.Add(error);

    /// <summary>Ends the start-up when there are errors.</summary>
    /// <exception cref="StartupException">At least one error was added.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new StartupException(_errors);
        }
    }
}
