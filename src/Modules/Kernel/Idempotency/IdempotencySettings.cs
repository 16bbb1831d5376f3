using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Idempotency;

/// <summary>Section <c>Idempotency</c>: how requests with an <c>Idempotency-Key</c> are kept apart and remembered.</summary>
public sealed class IdempotencySettings : IValidatableObject
{
    /// <summary>
    /// How long a process is believed to be at work on a request. After that a repeat takes over, and the first attempt can no longer commit. Shorter
    /// than the frontends' timeout, so that the repeat of a request whose process died is answered while somebody still waits for it.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a repeat waits for the answer of the attempt that is at work, before it is told to come back.</summary>
    public TimeSpan WaitForAnswer { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a key is remembered at least; after that the same key is a new request.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Largest answer that is kept, in bytes. A repeat of a request with a larger one is told that it was executed, and no more.</summary>
    [Range(256, 1024 * 1024, ErrorMessage = "must be 256 to 1048576 bytes.")]
    public int MaxAnswerBytes { get; set; } = 64 * 1024;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease < TimeSpan.FromMilliseconds(100) || Lease > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.100 and 00:05:00.", [nameof(Lease)]);
        }

        if (WaitForAnswer < TimeSpan.Zero || WaitForAnswer > TimeSpan.FromMinutes(1))
        {
            yield return new ValidationResult("must be between 00:00:00 and 00:01:00.", [nameof(WaitForAnswer)]);
        }

        if (KeepFor < TimeSpan.FromMinutes(10) || KeepFor > TimeSpan.FromDays(30))
        {
            yield return new ValidationResult("must be between 00:10:00 and 30.00:00:00.", [nameof(KeepFor)]);
        }
    }
}
