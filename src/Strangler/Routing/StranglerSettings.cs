using System.ComponentModel.DataAnnotations;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Strangler.Routing.Keys;

namespace Monolith.Strangler.Routing;

/// <summary>Section <c>Strangler</c>.</summary>
internal sealed class StranglerSettings : IValidatableObject
{
    /// <summary>The extracted services by module (any case), for example <c>Services:favorites:Url</c>. A module without one stays in the monolith.</summary>
    public Dictionary<string, ServiceSettings> Services { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a connection to a service may take to open. Nothing was sent by then: the monolith answers.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a request that may run again (GET, HEAD, OPTIONS, or with an Idempotency-Key where the endpoint honours it) waits for the service's response
    /// headers before the monolith answers it instead. Leaves the
    /// monolith enough of the 5 s after which the frontends give up.
    /// </summary>
    public TimeSpan FallbackAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a forwarded request may go without a byte in either direction; not event streams and WebSockets.</summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>When a service that does not answer is left alone.</summary>
    public BreakerSettings Breaker { get; set; } = new();

    /// <summary>How services are asked for their health, and what follows from it.</summary>
    public HealthSettings Health { get; set; } = new();

    /// <summary>Event streams and WebSockets.</summary>
    public LongLivedSettings LongLived { get; set; } = new();

    /// <summary>How often the flags' version is compared with the store's, in case a notification was lost.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long this host goes on by its flags without being in touch with their store; then everything is the monolith's. Longer than <see cref="PollInterval"/>.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whose answers carry <c>X-Served-By</c> and <c>X-Served-Reason</c>. They tell outsiders how far the migration is.</summary>
    public DecisionExposure ExposeDecision { get; set; } = DecisionExposure.SignedIn;

    /// <summary>Groups by name, each with its users' ids, besides those that tokens claim.</summary>
    public Dictionary<string, string[]> Groups { get; set; } = new(StringComparer.Ordinal);

    public TesterSettings Testers { get; set; } = new();

    public VisitorSettings Visitors { get; set; } = new();

    /// <summary>Signs visitors' cookies and testers' passes; at least 32 characters, the same in every host behind one address. Without it one is made and kept in the data folder.</summary>
    public string? EdgeSecret { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var parts = Services.SelectMany(s => (s.Value ?? new()).Validate($"{nameof(Services)}:{s.Key}"))
            .Concat(Breaker.Validate(nameof(Breaker)))
            .Concat(Health.Validate(nameof(Health)))
            .Concat(LongLived.Validate(nameof(LongLived)));
        foreach (var failure in parts)
        {
            yield return failure;
        }

        (string Name, TimeSpan Value)[] spans =
        [
            (nameof(ConnectTimeout), ConnectTimeout), (nameof(FallbackAfter), FallbackAfter), (nameof(ActivityTimeout), ActivityTimeout),
            (nameof(PollInterval), PollInterval), (nameof(Lease), Lease),
        ];
        foreach (var (name, value) in spans)
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromMinutes(10))
            {
                yield return new("must be between 00:00:00.010 and 00:10:00.", [name]);
            }
        }

        if (Lease <= PollInterval)
        {
            yield return new($"must be longer than {nameof(PollInterval)} ({PollInterval}): it is renewed that often.", [nameof(Lease)]);
        }

        if (Visitors.MaxAge < TimeSpan.FromHours(1) || Visitors.MaxAge > TimeSpan.FromDays(400))
        {
            yield return new("must be between 01:00:00 and 400.00:00:00.", [$"{nameof(Visitors)}:{nameof(VisitorSettings.MaxAge)}"]);
        }

        if (EdgeSecret is { Length: < 32 })
        {
            yield return new("must have at least 32 characters.", [nameof(EdgeSecret)]);
        }
    }
}
