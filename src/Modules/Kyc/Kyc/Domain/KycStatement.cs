namespace Monolith.Kyc.Domain;

/// <summary>The file that a statement form came with, as evidence of what was decided on.</summary>
internal sealed class KycStatement
{
    public int UserId { get; init; }

    /// <summary>As it came, encrypted.</summary>
    public byte[] Content { get; set; } = [];
}
