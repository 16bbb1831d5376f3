using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Modules;

/// <summary>Section <c>Modules:{Name}</c>.</summary>
public sealed class ModuleSettings : IValidatableObject
{
    /// <summary>Null: in this process where it is loaded, else remote.</summary>
    public ModulePlacement? Placement { get; set; }

    /// <summary>The internal address of the process that has the module; required when remote.</summary>
    public Uri? Url { get; set; }

    /// <summary>How long one request to the module may take, retries included; the caller's deadline counts as well.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromMilliseconds(10) || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.010 and 00:05:00.", [nameof(Timeout)]);
        }

        if (Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https")))
        {
            yield return new ValidationResult("must be an absolute http or https URL.", [nameof(Url)]);
        }
    }
}
