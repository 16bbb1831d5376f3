using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>Section <c>Modules:{Name}:Database</c>: a database that is the module's alone, for when its data leaves the monolith's.</summary>
public sealed class OwnDatabaseSettings : IValidatableObject
{
    /// <summary>In the Host an administrator's connection, in the extracted service its own. Null: the data stays in the monolith's database.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, for secrets that are mounted. Wins over <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>How long a request waits while a switch has fenced the data. 100 ms to 1 min.</summary>
    public TimeSpan LongestHold { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestHold < TimeSpan.FromMilliseconds(100) || LongestHold > TimeSpan.FromMinutes(1))
        {
            yield return new("must be between 00:00:00.100 and 00:01:00.", [nameof(LongestHold)]);
        }

        if (ConnectionStringFile is { Length: > 0 } file && !File.Exists(file))
        {
            yield return new($"there is no file '{file}'. The Host writes one per module at its start, below its data folder in services/<module>/own-connection-string; start the Host first or name another file.", [nameof(ConnectionStringFile)]);
        }
    }

    internal string? Read() => ConnectionStringFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : string.IsNullOrEmpty(ConnectionString) ? null : ConnectionString;
}
