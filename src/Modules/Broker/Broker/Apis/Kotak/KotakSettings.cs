using System.ComponentModel.DataAnnotations;
using Monolith.Broker.Http;

namespace Monolith.Broker.Apis.Kotak;

/// <summary>Section <c>Broker:Kotak</c>.</summary>
internal sealed class KotakSettings : BrokerHttpSettings
{
    /// <summary>Where the application's token is had, when Kotak has another host for it; null: <c>{BaseUrl}/oauth2/token</c>.</summary>
    public Uri? TokenUrl { get; set; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => [.. base.Validate(validationContext), .. TokenUrl is null || IsFit(TokenUrl) ? Array.Empty<ValidationResult>() : [Unfit(nameof(TokenUrl))]];
}
