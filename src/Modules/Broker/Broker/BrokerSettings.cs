using System.ComponentModel.DataAnnotations;
using Monolith.Broker.Apis.Kotak;
using Monolith.Broker.Apis.Zerodha;

namespace Monolith.Broker;

/// <summary>Section <c>Broker</c>.</summary>
internal sealed class BrokerSettings : IValidatableObject
{
    /// <summary>How long a log-in may stay without its second step.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00", ErrorMessage = "must be 00:00:05 to 01:00:00.")]
    public TimeSpan PendingFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a broker may refuse what a user sends, within <see cref="RefusalWindow"/>, before nothing more is sent.</summary>
    [Range(1, 100, ErrorMessage = "must be 1 to 100.")]
    public int MaxRefusals { get; set; } = 5;

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be 00:00:01 to 1.00:00:00.")]
    public TimeSpan RefusalWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often what was encrypted with an older key is looked for; also done at the start.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be 00:00:01 to 1.00:00:00.")]
    public TimeSpan ReEncryptEvery { get; set; } = TimeSpan.FromHours(1);

    public KotakSettings Kotak { get; set; } = new();

    public ZerodhaSettings Zerodha { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [.. ErrorsOf(nameof(Kotak), Kotak), .. ErrorsOf(nameof(Zerodha), Zerodha)];

    // The validator does not look into nested objects.
    private static IEnumerable<ValidationResult> ErrorsOf(string section, object settings)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), failures, validateAllProperties: true);
        return failures.Select(f => new ValidationResult(f.ErrorMessage, f.MemberNames.Select(member => $"{section}:{member}")));
    }
}
