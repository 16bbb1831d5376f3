namespace Monolith.Wallet.Domain;

/// <summary>What a transaction was made for.</summary>
internal enum Operation
{
    /// <summary>Money came in from outside.</summary>
    Add = 0,

    /// <summary>Money went out.</summary>
    Withdraw = 1,

    /// <summary>Money went to another user.</summary>
    Transfer = 2,

    /// <summary>Money was set aside.</summary>
    Hold = 3,

    /// <summary>Money set aside went out, all of it or a part; the rest came back.</summary>
    Capture = 4,

    /// <summary>Money set aside came back.</summary>
    Release = 5,
}
