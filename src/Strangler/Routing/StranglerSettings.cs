using System.ComponentModel.DataAnnotations;
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
    /// How long a safe request (GET, HEAD, OPTIONS) waits for the service's response headers before the monolith answers it instead. Leaves the
    /// monolith enough of the 5 s after which the frontends give up.
    /// </summary>
    public TimeSpan FallbackAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a forwarded request may go without a byte in either direction.</summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many failures in a row to reach a service make the host stop trying it.</summary>
    public int BreakerFailures { get; set; } = 3;

    /// <summary>How long the host then waits before one request may try it again.</summary>
    public TimeSpan BreakerDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the flags' version is compared with the store's, in case a notification was lost.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each service is asked <c>/health/ready</c>, for the status only.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(2);

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
        foreach (var (module, service) in Services)
        {
            if (service?.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" })
            {
                yield return new($"must be an http or https URL without a path, such as http://127.0.0.1:5101, not '{service?.Url}'.", [$"{nameof(Services)}:{module}:Url"]);
            }
        }

        (string Name, TimeSpan Value)[] spans =
        [
            (nameof(ConnectTimeout), ConnectTimeout), (nameof(FallbackAfter), FallbackAfter), (nameof(ActivityTimeout), ActivityTimeout),
            (nameof(BreakerDuration), BreakerDuration), (nameof(PollInterval), PollInterval), (nameof(ProbeInterval), ProbeInterval),
        ];
        foreach (var (name, value) in spans)
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromMinutes(10))
            {
                yield return new("must be between 00:00:00.010 and 00:10:00.", [name]);
            }
        }

        if (Visitors.MaxAge < TimeSpan.FromHours(1) || Visitors.MaxAge > TimeSpan.FromDays(400))
        {
            yield return new("must be between 01:00:00 and 400.00:00:00.", [$"{nameof(Visitors)}:{nameof(VisitorSettings.MaxAge)}"]);
        }

        if (EdgeSecret is { Length: < 32 })
        {
            yield return new("must have at least 32 characters.", [nameof(EdgeSecret)]);
        }

        if (BreakerFailures is < 1 or > 1000)
        {
            yield return new("must be 1 to 1000.", [nameof(BreakerFailures)]);
        }
    }
}
