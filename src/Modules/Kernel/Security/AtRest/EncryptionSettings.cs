namespace Monolith.Kernel.Security.AtRest;

/// <summary>Section <c>Encryption</c>.</summary>
internal sealed class EncryptionSettings
{
    /// <summary>
    /// The keys that encrypt personal data and credentials in the database, the same for all processes on one database. A line each, <c>id base64</c>, newest
    /// first; <c>#</c> begins a comment. Readable by its owner only. Null: made at the first start, in the data folder.
    /// </summary>
    public string? KeysFile { get; set; }

    /// <summary>The same lines themselves, for keys that are mounted as a setting, where a file's mode is not ours to choose. Null or empty: those of the file.</summary>
    public string? Keys { get; set; }
}
