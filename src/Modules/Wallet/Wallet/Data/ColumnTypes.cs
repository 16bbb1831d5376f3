namespace Monolith.Wallet.Data;

/// <summary>How money is kept.</summary>
internal static class ColumnTypes
{
    /// <summary>Exact, readable in psql without knowing a scale, and wide enough for the currencies of ISO 4217 with three and four decimals.</summary>
    public const string Money = "numeric(19,4)";

    /// <summary>ISO 4217.</summary>
    public const string Currency = "character(3)";

    /// <summary>The longest name of an enum's value that is kept as text.</summary>
    public const int MaxEnumLength = 16;
}
