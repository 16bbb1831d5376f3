using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Monolith.Kyc.Statements;

/// <summary>
/// The text of a PDF, by <c>pdftotext</c>; <c>qpdf</c> decrypts it before where it has a password, since it takes that from its standard input and not from its
/// arguments, which everybody on the machine can read. The file goes in by pipe: only one that its own password protects is on disk, in a private folder, meanwhile.
/// </summary>
internal sealed partial class StatementReader(LimitedProcess processes, StatementTools tools, KycSettings settings, TimeProvider time, ILogger<StatementReader> logger) : IDisposable
{
    private const string Pipe = "-";
    private const int WaitingForEachReader = 8;

    private readonly ConcurrencyLimiter _readers = new(new()
    {
        PermitLimit = settings.MaxReaders,
        QueueLimit = settings.MaxReaders * WaitingForEachReader,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <param name="pdf">Anything: a hostile file costs a reader its time, and nobody else anything.</param>
    /// <param name="password">Null for none.</param>
    /// <param name="cancellationToken">Ends the processes.</param>
    public async Task<ReadStatement> ReadAsync(ReadOnlyMemory<byte> pdf, string? password, CancellationToken cancellationToken)
    {
        if (tools.Missing is not [])
        {
            LogToolsMissing(string.Join(", ", tools.Missing));
            return new(StatementOutcome.Unavailable);
        }

        using var reader = await _readers.AcquireAsync(1, cancellationToken);
        if (!reader.IsAcquired)
        {
            LogBusy(settings.MaxReaders);
            return new(StatementOutcome.Unavailable);
        }

        using var deadline = new CancellationTokenSource(settings.ReadTimeout, time);
        var read = await ExtractAsync(pdf, deadline.Token, cancellationToken);
        if (read.Outcome == StatementOutcome.NeedsPassword && !string.IsNullOrEmpty(password))
        {
            read = await DecryptAndExtractAsync(pdf, password, deadline.Token, cancellationToken);
        }

        if (read.Outcome == StatementOutcome.TooMuch)
        {
            LogTooMuch(pdf.Length);
        }

        return read;
    }

    public void Dispose() => _readers.Dispose();

    private async Task<ReadStatement> ExtractAsync(ReadOnlyMemory<byte> pdf, CancellationToken deadline, CancellationToken cancellationToken)
    {
        string[] arguments = ["-enc", "UTF-8", "-eol", "unix", "-nopgbrk", "-l", settings.MaxPages.ToString(CultureInfo.InvariantCulture), Pipe, Pipe];
        var run = await processes.RunAsync(StatementTools.PdfToText, arguments, pdf, settings.MaxTextBytes, deadline, cancellationToken);
        return run switch
        {
            { Ending: ProcessEnding.Limited } => new(StatementOutcome.TooMuch),
            { ExitCode: 0 } => new(StatementOutcome.Read, Encoding.UTF8.GetString(run.Output)),
            _ when run.Errors.Contains("Incorrect password", StringComparison.Ordinal) => new(StatementOutcome.NeedsPassword),
            _ => new(StatementOutcome.Unreadable),
        };
    }

    private async Task<ReadStatement> DecryptAndExtractAsync(ReadOnlyMemory<byte> pdf, string password, CancellationToken deadline, CancellationToken cancellationToken)
    {
        // Made with mode 0700. qpdf reads here and there in it, which a pipe cannot do.
        var folder = Directory.CreateTempSubdirectory("kyc-");
        try
        {
            var file = Path.Combine(folder.FullName, "statement");
            await File.WriteAllBytesAsync(file, pdf, cancellationToken);
            // It reads one line. Its output is hardly larger than what came in, but for an object stream that was made to be.
            var run = await processes.RunAsync(
                StatementTools.Qpdf, ["--password-file=-", "--decrypt", "--object-streams=preserve", "--stream-data=preserve", "--", file, Pipe],
                Encoding.UTF8.GetBytes(password + "\n"), 4 * pdf.Length, deadline, cancellationToken);
            return run switch
            {
                { Ending: ProcessEnding.Limited } => new(StatementOutcome.TooMuch),
                // 3: it had something to say, and did it all the same.
                { ExitCode: 0 or 3 } => await ExtractAsync(run.Output, deadline, cancellationToken) is var read && read.Outcome == StatementOutcome.NeedsPassword
                    ? new(StatementOutcome.Unreadable)
                    : read,
                _ when run.Errors.Contains("invalid password", StringComparison.Ordinal) => new(StatementOutcome.WrongPassword),
                _ => new(StatementOutcome.Unreadable),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LoggerMessage(EventIds.StatementToolsMissing, LogLevel.Error, "Bank statements cannot be read: {Programs} not found. Install them (Debian: apt-get install poppler-utils qpdf util-linux) and start again")]
    private partial void LogToolsMissing(string programs);

    [LoggerMessage(EventIds.StatementsBusy, LogLevel.Warning, "A bank statement was turned away: all {Readers} readers (Kyc:MaxReaders) are at work, and the queue is full")]
    private partial void LogBusy(int readers);

    [LoggerMessage(EventIds.StatementTooMuch, LogLevel.Warning, "A bank statement of {Bytes} bytes was given up: it took more time, memory or text than Kyc allows")]
    private partial void LogTooMuch(int bytes);
}
