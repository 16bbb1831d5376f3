namespace Monolith.Wallet.Features.SettleHold;

/// <summary>How a hold ends.</summary>
internal enum Settlement
{
    /// <summary>The money goes out.</summary>
    Capture = 0,

    /// <summary>The money comes back.</summary>
    Release = 1,
}
