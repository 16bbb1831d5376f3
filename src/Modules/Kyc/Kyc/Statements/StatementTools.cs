namespace Monolith.Kyc.Statements;

/// <summary>The programs that statements are read with.</summary>
internal sealed class StatementTools
{
    public const string PdfToText = "pdftotext";
    public const string Qpdf = "qpdf";

    private static readonly string[] Programs = ["setsid", "prlimit", PdfToText, Qpdf];

    /// <summary>What is not installed; empty when all is there.</summary>
    public IReadOnlyList<string> Missing { get; } =
        [.. Programs.Where(program => !LimitedProcess.SearchPath.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))];
}
