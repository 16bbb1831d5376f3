namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>An uploaded file.</summary>
/// <param name="Name">As the client names it: never used as a path, nor kept.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record StatementFile(string Name, ReadOnlyMemory<byte> Content)
{
    private static ReadOnlySpan<byte> Magic => "%PDF-"u8;

    /// <summary>By name and by content, at its very first byte: what begins as another format is that format to somebody.</summary>
    public bool IsPdf => Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) && Content.Span.StartsWith(Magic);
}
