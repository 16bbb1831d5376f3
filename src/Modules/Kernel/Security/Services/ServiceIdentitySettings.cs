using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Security.Services;

/// <summary>Section <c>ServiceIdentity</c>: how this process proves to others which service it is, and whom it believes.</summary>
public sealed class ServiceIdentitySettings
{
    /// <summary>This service's name. Null: the one its program gives.</summary>
    [RegularExpression(ServiceName.Pattern, ErrorMessage = "must be 1 to 63 of a-z, 0-9, - and begin with a letter.")]
    public string? Name { get; set; }

    /// <summary>PEM file with its private P-256 key. Null: <c>identity/{name}.key.pem</c> in the data folder, made at first start.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// Folder with <c>{service}.pub.pem</c> of each service that is believed, its own among them. Null: <c>identity/trusted</c> in the data folder, where each
    /// process puts its own, so that processes that share a data folder believe each other.
    /// </summary>
    public string? TrustedKeysDirectory { get; set; }
}
