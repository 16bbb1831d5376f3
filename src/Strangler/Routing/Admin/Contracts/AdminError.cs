namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>The <c>code</c> of a ProblemDetails from the admin API.</summary>
internal static class AdminError
{
    public const string UnknownTarget = "unknown_target";
    public const string InvalidPercent = "invalid_percent";
    public const string InvalidWait = "invalid_wait";
    public const string InvalidReason = "invalid_reason";
    public const string InvalidQuestion = "invalid_question";
    public const string InvalidNames = "invalid_names";
    public const string InvalidFlags = "invalid_flags";
    public const string InvalidPass = "invalid_pass";
    public const string VersionChanged = "version_changed";
    public const string InvalidBody = "invalid_body";
    public const string NoService = "no_service";
    public const string ServiceUnhealthy = "service_unhealthy";
    public const string NoCheckpoint = "no_checkpoint";
    public const string StoreUnavailable = "store_unavailable";
}
