using System.Text.Json.Serialization;
using Monolith.Admin.Domain;

namespace Monolith.Admin.Features.ListActions;

/// <summary>What an admin did, and how it ended.</summary>
/// <param name="Id">Names it, to the module that was asked too.</param>
/// <param name="AdminId">Who.</param>
/// <param name="Kind">See <see cref="AdminActionKind"/>.</param>
/// <param name="UserId">On whom; null where it was about nobody in particular.</param>
/// <param name="Reason">Null where none was given.</param>
/// <param name="BegunAt">When.</param>
/// <param name="Result"><c>Done</c>, <c>Refused</c> or <c>Unknown</c>; null where nothing was written down after it: then it may have happened.</param>
/// <param name="ErrorCode">Why not; null where it was done.</param>
/// <param name="ShownUsers">Of how many users something was shown; null like <paramref name="Result"/>.</param>
/// <param name="EndedAt">Null like <paramref name="Result"/>.</param>
internal sealed record ActionOutput(
    Guid Id,
    [property: JsonPropertyName("admin_id")] int AdminId,
    string Kind,
    [property: JsonPropertyName("user_id")] int? UserId,
    string? Reason,
    [property: JsonPropertyName("begun_at")] DateTimeOffset BegunAt,
    string? Result,
    [property: JsonPropertyName("error_code")] string? ErrorCode,
    [property: JsonPropertyName("shown_users")] int? ShownUsers,
    [property: JsonPropertyName("ended_at")] DateTimeOffset? EndedAt)
{
    public static ActionOutput Of(AdminAction action, ActionOutcome? outcome) => new(
        action.Id, action.AdminId, action.Kind.ToString(), action.UserId, action.Reason, action.BegunAt,
        outcome?.Result.ToString(), outcome?.ErrorCode, outcome?.ShownUserIds.Count, outcome?.EndedAt);
}
