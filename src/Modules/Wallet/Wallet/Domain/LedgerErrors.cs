using Monolith.Kernel.Results;

namespace Monolith.Wallet.Domain;

/// <summary>Why something is not booked. Texts that the frozen contract has are its own; the others follow its style.</summary>
internal static class LedgerErrors
{
    public static readonly Error Insufficient = new("wallet.insufficient", "Insufficient wallet balance", ErrorKind.Invalid);

    public static readonly Error Frozen = new("wallet.frozen", "Wallet is frozen", ErrorKind.Forbidden);

    // Not the word: that a wallet is frozen is its user's business.
    public static readonly Error RecipientFrozen = new("wallet.recipient_frozen", "Recipient cannot receive money", ErrorKind.Forbidden);

    public static readonly Error NoSuchRecipient = new("wallet.no_such_recipient", "Recipient not found", ErrorKind.NotFound);

    public static readonly Error ToOneself = new("wallet.to_oneself", "Cannot transfer to yourself", ErrorKind.Invalid);

    public static readonly Error OtherCurrency = new("wallet.other_currency", "Recipient's wallet has another currency", ErrorKind.Invalid);

    public static readonly Error ReferenceOfAnother = new("wallet.reference_of_another", "reference_id was already used for another amount or recipient", ErrorKind.Conflict);

    public static readonly Error HoldNotFound = new("wallet.hold_not_found", "Hold not found", ErrorKind.NotFound);

    public static readonly Error HoldTooSmall = new("wallet.hold_too_small", "Amount exceeds the hold", ErrorKind.Invalid);

    public static readonly Error HoldSettled = new("wallet.hold_settled", "Hold was already captured or released", ErrorKind.Conflict);

    public static readonly Error Busy = new("wallet.busy", "Wallet is busy, try again", ErrorKind.Unavailable);
}
