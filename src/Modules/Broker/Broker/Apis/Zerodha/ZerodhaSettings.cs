using System.ComponentModel.DataAnnotations;
using Monolith.Broker.Http;

namespace Monolith.Broker.Apis.Zerodha;

/// <summary>Section <c>Broker:Zerodha</c>.</summary>
internal sealed class ZerodhaSettings : BrokerHttpSettings
{
    /// <summary>Where users' browsers log in, when Zerodha has another host for it; null: <c>{BaseUrl}/connect/login</c>.</summary>
    public Uri? LoginUrl { get; set; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => [.. base.Validate(validationContext), .. LoginUrl is null || IsFit(LoginUrl) ? Array.Empty<ValidationResult>() : [Unfit(nameof(LoginUrl))]];
}
