namespace Monolith.Wallet.Features.Statement;

/// <summary>Days in UTC, the last one included; an end that is null is open.</summary>
internal sealed record StatementPeriod(DateOnly? From, DateOnly? To)
{
    public DateTimeOffset Start => From is { } day ? At(day) : DateTimeOffset.MinValue;

    /// <summary>The first moment after it.</summary>
    public DateTimeOffset End => To is { } day && day < DateOnly.MaxValue ? At(day.AddDays(1)) : DateTimeOffset.MaxValue;

    private static DateTimeOffset At(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
