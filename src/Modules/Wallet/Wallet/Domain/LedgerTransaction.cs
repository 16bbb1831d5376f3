namespace Monolith.Wallet.Domain;

/// <summary>A booked posting. Never changes.</summary>
internal sealed class LedgerTransaction
{
    /// <summary>Made by whoever books, so that no sequence has to move when the data does.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who asked for it.</summary>
    public required int UserId { get; init; }

    public required Operation Operation { get; init; }

    public string? ReferenceId { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required string Method { get; init; }

    public string? Destination { get; init; }

    public int? CounterpartyId { get; init; }

    public Guid? SettlesId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the user had available afterwards: the first answer, and every later one.</summary>
    public decimal AvailableAfter { get; set; }

    public List<Entry> Entries { get; init; } = [];

    public static LedgerTransaction Of(Posting posting, string currency, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = posting.UserId,
        Operation = posting.Operation,
        ReferenceId = posting.ReferenceId,
        Amount = posting.Amount,
        Currency = currency,
        Method = posting.Method,
        Destination = posting.Destination,
        CounterpartyId = posting.CounterpartyId,
        SettlesId = posting.SettlesId,
        CreatedAt = now,
    };

    /// <summary>Whether it is what the posting asks for: a repeat, and no other wish under the same name.</summary>
    public bool IsOf(Posting posting) => Operation == posting.Operation && Amount == posting.Amount && CounterpartyId == posting.CounterpartyId;
}
