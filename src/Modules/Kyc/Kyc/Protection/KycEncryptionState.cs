namespace Monolith.Kyc.Protection;

/// <summary>What the last round of <see cref="KycReEncryptionRounds"/> found.</summary>
internal sealed class KycEncryptionState
{
    private volatile ReEncryptionRound? _last;

    /// <summary>Null before the first round.</summary>
    public ReEncryptionRound? Last
    {
        get => _last;
        set => _last = value;
    }
}
