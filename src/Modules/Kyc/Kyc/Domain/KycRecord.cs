using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Domain;

/// <summary>
/// What a user submitted last and where it stands. Submitting leads to pending from any state, a decision from any state to approved or rejected; each step
/// is a <see cref="KycChange"/>.
/// </summary>
internal sealed class KycRecord
{
    public int Id { get; private init; }

    public required int UserId { get; init; }

    public KycForm Form { get; private set; }

    public KycState State { get; private set; }

    /// <summary>The form, encrypted.</summary>
    public byte[] Details { get; set; } = [];

    /// <summary>For lists; null with a form that has no such number.</summary>
    public string? MaskedPanNumber { get; private set; }

    /// <summary>As <see cref="MaskedPanNumber"/>.</summary>
    public string? MaskedAadhaarNumber { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was decided; null since the last submission.</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    public KycChange Submit(Submission submission, DateTimeOffset now)
    {
        (Form, Details) = (submission.Form, submission.Details);
        (MaskedPanNumber, MaskedAadhaarNumber) = (submission.MaskedPanNumber, submission.MaskedAadhaarNumber);
        (SubmittedAt, ReviewedAt) = (now, null);
        return Become(KycState.Pending, reason: null, UserId, now);
    }

    /// <returns>Null when that was decided already.</returns>
    public KycChange? Decide(bool approve, string? reason, int? by, DateTimeOffset now)
    {
        var decided = approve ? KycState.Approved : KycState.Rejected;
        if (State == decided)
        {
            return null;
        }

        ReviewedAt = now;
        return Become(decided, reason, by, now);
    }

    private KycChange Become(KycState state, string? reason, int? by, DateTimeOffset now)
    {
        (State, UpdatedAt) = (state, now);
        return new() { Id = Guid.CreateVersion7(now), UserId = UserId, Form = Form, State = state, Reason = reason, ChangedBy = by, ChangedAt = now };
    }
}
