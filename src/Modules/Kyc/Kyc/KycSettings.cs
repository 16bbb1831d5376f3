using System.ComponentModel.DataAnnotations;

namespace Monolith.Kyc;

/// <summary>Section <c>Kyc</c>.</summary>
internal sealed class KycSettings : IValidatableObject
{
    /// <summary>How many bank statements are received at a time, each up to 5 MiB in memory; further ones are answered 503.</summary>
    [Range(1, 1000, ErrorMessage = "must be 1 to 1000.")]
    public int MaxUploads { get; set; } = 16;

    /// <summary>How many of them one user may have on their way, from its first byte to the answer; further ones are answered 429.</summary>
    [Range(1, 100, ErrorMessage = "must be 1 to 100.")]
    public int MaxUploadsOfOneUser { get; set; } = 1;

    /// <summary>How many statements are read at a time, each in a process with the memory below.</summary>
    [Range(1, 64, ErrorMessage = "must be 1 to 64.")]
    public int MaxReaders { get; set; } = 2;

    /// <summary>How long reading one statement may take, waiting for its turn apart. Less than Web:RequestTimeout.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Address space of a reader. A long statement takes a tenth of it; so many readers of so much, and the process, must fit the memory of the container, or the
    /// kernel ends the process for a hostile file, and not the reader.
    /// </summary>
    [Range(64 * 1024 * 1024, 4L * 1024 * 1024 * 1024, ErrorMessage = "must be 67108864 to 4294967296.")]
    public long MaxReaderBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>The most text that is taken of a statement.</summary>
    [Range(1024, 64 * 1024 * 1024, ErrorMessage = "must be 1024 to 67108864.")]
    public int MaxTextBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The most pages that are read of a statement; what follows is not looked at.</summary>
    [Range(1, 10_000, ErrorMessage = "must be 1 to 10000.")]
    public int MaxPages { get; set; } = 200;

    /// <summary>How often rows are looked for that are not encrypted with the newest key. 1 s to 1 day.</summary>
    public TimeSpan ReEncryptEvery { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReadTimeout < TimeSpan.FromMilliseconds(100) || ReadTimeout > TimeSpan.FromSeconds(25))
        {
            yield return new("must be between 00:00:00.1 and 00:00:25.", [nameof(ReadTimeout)]);
        }

        if (ReEncryptEvery < TimeSpan.FromSeconds(1) || ReEncryptEvery > TimeSpan.FromDays(1))
        {
            yield return new("must be between 00:00:01 and 1.00:00:00.", [nameof(ReEncryptEvery)]);
        }
    }
}
