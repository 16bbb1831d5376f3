using System.ComponentModel.DataAnnotations;
using Monolith.Kernel.Events.RabbitMq;

namespace Monolith.Kernel.Events;

/// <summary>Section <c>Events</c>: how events are delivered and how long they are kept.</summary>
public sealed class EventSettings : IValidatableObject
{
    /// <summary>The same in every process of a system.</summary>
    public EventTransport Transport { get; set; }

    /// <summary>The broker; read where <see cref="Transport"/> says so.</summary>
    public RabbitMqSettings RabbitMq { get; set; } = new();

    /// <summary>Whether this process delivers what its modules publish. False: it publishes, and another process with the same modules delivers.</summary>
    public bool Dispatch { get; set; } = true;

    /// <summary>Most events that one subscriber of one publisher has in hand at a time in this process.</summary>
    [Range(1, 10_000, ErrorMessage = "must be 1 to 10000.")]
    public int BatchSize { get; set; } = 100;

    /// <summary>Most handlers of one subscriber and one publisher that run at a time in this process; each has a connection of the subscriber's.</summary>
    [Range(1, 100, ErrorMessage = "must be 1 to 100.")]
    public int Concurrency { get; set; } = 8;

    /// <summary>How long one handler may take.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a process is believed to be at work on what it has taken; then another one takes over. At least twice <see cref="HandlerTimeout"/>.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to look for events that nobody was told of: a lost notification, a process that died between its commit and telling.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many failures an event is a dead letter. That its subscriber could not be reached does not count.</summary>
    [Range(1, 100, ErrorMessage = "must be 1 to 100.")]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Longest pause before the second attempt; doubled for each further one. The pause is a random share of it.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause before any attempt.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a delivered event is kept for subscribers to come, see <c>replay</c>. Events that are not delivered are kept until they are.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a subscriber remembers what it has handled. An event that is older is neither replayed nor re-driven: it might take effect twice.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Readiness is degraded when an event has waited for longer.</summary>
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(HandlerTimeout), HandlerTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5)),
            (nameof(Lease), Lease, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            (nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10)),
            (nameof(FirstRetry), FirstRetry, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
            (nameof(LongestRetry), LongestRetry, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            (nameof(KeepFor), KeepFor, TimeSpan.Zero, TimeSpan.FromDays(365)),
            (nameof(RememberFor), RememberFor, TimeSpan.FromMinutes(10), TimeSpan.FromDays(3650)),
            (nameof(DegradedAfter), DegradedAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        ];
        foreach (var (name, value, least, most) in times)
        {
            if (value < least || value > most)
            {
                yield return new ValidationResult($"must be between {least} and {most}.", [name]);
            }
        }

        foreach (var failure in Transport == EventTransport.RabbitMq ? RabbitMq.Validate() : [])
        {
            yield return failure;
        }

        if (Lease < 2 * HandlerTimeout)
        {
            yield return new ValidationResult($"must be at least twice {nameof(HandlerTimeout)}: a handler may begin late in the lease.", [nameof(Lease)]);
        }

        if (RememberFor < KeepFor + TimeSpan.FromMinutes(10))
        {
            yield return new ValidationResult($"must be at least 10 minutes more than {nameof(KeepFor)}: what can be delivered again must be remembered.", [nameof(RememberFor)]);
        }
    }
}
