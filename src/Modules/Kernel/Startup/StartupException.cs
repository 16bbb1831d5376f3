namespace Monolith.Kernel.Startup;

/// <summary>The process cannot start as it is configured or wired. The message lists every error.</summary>
public sealed class StartupException : Exception
{
    /// <summary>All errors at once.</summary>
    public StartupException(IReadOnlyList<string> errors)
        : base($"The start-up found {errors.Count} error(s):{string.Concat(errors.Select(e => "\n  - " + e.ReplaceLineEndings("\n    ")))}")
        => Errors = errors;

    /// <summary>One error each.</summary>
    public IReadOnlyList<string> Errors { get; }
}
