using System.ComponentModel.DataAnnotations;

namespace Monolith.Broker.Http;

/// <summary>How a broker's HTTP API is reached.</summary>
internal abstract class BrokerHttpSettings : IValidatableObject
{
    /// <summary>What the API's paths are added to. Null: the module does without this broker, and says so to who asks.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>How long one try of a read may take, from connecting to the answer's last byte.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long all tries of a read and the pauses between them may take, and the one try of anything else.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing is asked once most tries fail.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(5);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is not null && !IsFit(BaseUrl))
        {
            yield return Unfit(nameof(BaseUrl));
        }

        if (Budget < TimeSpan.FromMilliseconds(100) || Budget > TimeSpan.FromSeconds(8))
        {
            yield return new ValidationResult("must be between 00:00:00.100 and 00:00:08.", [nameof(Budget)]);
        }

        if (TryTimeout < TimeSpan.FromMilliseconds(50) || TryTimeout > Budget)
        {
            yield return new ValidationResult($"must be between 00:00:00.050 and '{nameof(Budget)}'.", [nameof(TryTimeout)]);
        }

        if (BreakFor < TimeSpan.FromMilliseconds(500) || BreakFor > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.500 and 00:05:00.", [nameof(BreakFor)]);
        }
    }

    protected static ValidationResult Unfit(string member)
        => new("must be an absolute https URL without user, query and fragment; http only to this machine, since passwords are sent there.", [member]);

    protected static bool IsFit(Uri url)
        => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;
}
