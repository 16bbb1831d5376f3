using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>Section <c>Events:RabbitMq</c>: the broker, where <see cref="EventSettings.Transport"/> is <see cref="EventTransport.RabbitMq"/>.</summary>
public sealed partial class RabbitMqSettings
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;

    /// <summary>The broker's name or address.</summary>
    public string? Host { get; set; }

    /// <summary>Null: 5672, and 5671 with TLS.</summary>
    public int? Port { get; set; }

    /// <summary>The broker's virtual host.</summary>
    public string VirtualHost { get; set; } = "/";

    /// <summary>As whom: give each service a user of its own, who may write to the exchanges of its own modules only (docs/events.md).</summary>
    public string? Username { get; set; }

    /// <summary>Beside <see cref="Username"/>; never logged. Null where <see cref="PasswordFile"/> has it.</summary>
    public string? Password { get; set; }

    /// <summary>A file that holds the password and nothing else; null where <see cref="Password"/> is given.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Whether to speak TLS, and check that the broker's certificate is for <see cref="Host"/>.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file of the authority that signed the broker's certificate; null for the system's.</summary>
    public string? TlsAuthorityFile { get; set; }

    /// <summary>What names of exchanges and queues begin with: one for each system that shares the broker.</summary>
    public string Prefix { get; set; } = "monolith";

    /// <summary>Whether this process takes events for its modules from their queues. False: another process with the same modules does.</summary>
    public bool Consume { get; set; } = true;

    /// <summary>The port that is meant.</summary>
    internal int ActualPort => Port ?? (Tls ? TlsPort : PlainPort);

    /// <summary>Read anew for each connection, so that it may be replaced without a restart.</summary>
    internal string ReadPassword() => PasswordFile is null ? Password! : File.ReadAllText(PasswordFile).Trim();

    internal IEnumerable<ValidationResult> Validate()
    {
        (bool IsWrong, string Key, string Message)[] rules =
        [
            (string.IsNullOrWhiteSpace(Host), nameof(Host), "is missing: the broker's name or address."),
            (Port is < 1 or > 65535, nameof(Port), "must be 1 to 65535."),
            (string.IsNullOrEmpty(VirtualHost), nameof(VirtualHost), "must not be empty; the broker's first is '/'."),
            (string.IsNullOrEmpty(Username), nameof(Username), "is missing."),
            (string.IsNullOrEmpty(Password) == (PasswordFile is null), nameof(Password), $"is missing, or both it and {nameof(PasswordFile)} are given: give one."),
            (PasswordFile is not null && !File.Exists(PasswordFile), nameof(PasswordFile), $"names {PasswordFile}, which is not there."),
            (TlsAuthorityFile is not null && !File.Exists(TlsAuthorityFile), nameof(TlsAuthorityFile), $"names {TlsAuthorityFile}, which is not there."),
            (TlsAuthorityFile is not null && !Tls, nameof(TlsAuthorityFile), $"is of no use without {nameof(Tls)}."),
            (!WellFormed().IsMatch(Prefix), nameof(Prefix), "must be 1 to 50 of a-z, 0-9, '_', '-', beginning with a letter."),
        ];
        return rules.Where(r => r.IsWrong).Select(r => new ValidationResult(r.Message, [$"{nameof(EventSettings.RabbitMq)}:{r.Key}"]));
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,49}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WellFormed();
}
