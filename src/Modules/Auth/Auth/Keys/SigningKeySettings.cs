using System.ComponentModel.DataAnnotations;

namespace Monolith.Auth.Keys;

/// <summary>Section <c>Auth:SigningKeys</c>.</summary>
internal sealed class SigningKeySettings
{
    /// <summary>How long a key signs before the next one takes over. 1 hour to 1 year.</summary>
    public TimeSpan RotateEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs: longer than anybody keeps an old JWKS document. 2 minutes to 1 day.</summary>
    public TimeSpan PublishAhead { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a host looks for keys that another host has added, and whether a new one is due. 1 s to 1 minute.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate()
    {
        const string section = nameof(AuthSettings.SigningKeys);
        if (RotateEvery < TimeSpan.FromHours(1) || RotateEvery > TimeSpan.FromDays(366))
        {
            yield return new("must be between 01:00:00 and 366.00:00:00.", [$"{section}:{nameof(RotateEvery)}"]);
        }

        if (PublishAhead < TimeSpan.FromMinutes(2) || PublishAhead > TimeSpan.FromDays(1) || PublishAhead >= RotateEvery)
        {
            yield return new("must be between 00:02:00 and 1.00:00:00, and less than RotateEvery.", [$"{section}:{nameof(PublishAhead)}"]);
        }

        if (RefreshInterval < TimeSpan.FromSeconds(1) || RefreshInterval > TimeSpan.FromMinutes(1))
        {
            yield return new("must be between 00:00:01 and 00:01:00.", [$"{section}:{nameof(RefreshInterval)}"]);
        }
    }
}
