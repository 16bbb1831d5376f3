namespace Monolith.Strangler.Cli.Api;

/// <summary>A refusal: ProblemDetails with a code.</summary>
internal sealed record Problem(string? Detail, string? Code, IReadOnlyList<string>? Suggestions)
{
    /// <summary>The exit status that says the same.</summary>
    public int ExitCode => Code switch
    {
        "unknown_target" or "unknown_event" or "unknown_publisher" or "unknown_subscriber" => Cli.ExitCode.UnknownTarget,
        "invalid_question" or "invalid_percent" or "invalid_reason" or "invalid_wait" or "invalid_names" or "invalid_pass" or "invalid_order" => Cli.ExitCode.Usage,
        "invalid_flags" => Cli.ExitCode.FlagsWrong,
        "version_changed" => Cli.ExitCode.Overtaken,
        "no_service" => Cli.ExitCode.NoService,
        "store_unavailable" => Cli.ExitCode.StoreUnavailable,
        _ => Cli.ExitCode.Failed,
    };
}
