namespace Monolith.Admin.Domain;

/// <summary>How an <see cref="AdminAction"/> ended. Never changed or removed; one without it may have happened.</summary>
internal sealed class ActionOutcome
{
    public Guid ActionId { get; init; }

    public ActionResult Result { get; init; }

    /// <summary>Of the module that was asked; null where it was done.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Of whom the admin was shown something.</summary>
    public required IReadOnlyList<int> ShownUserIds { get; init; }

    public DateTimeOffset EndedAt { get; init; }
}
