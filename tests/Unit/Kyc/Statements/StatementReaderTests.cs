using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Kyc;
using Monolith.Kyc.Statements;
using Shouldly;

namespace Monolith.Unit.Kyc.Statements;

public sealed class StatementReaderTests : IDisposable
{
    private readonly KycSettings _settings = new() { ReadTimeout = TimeSpan.FromSeconds(20), MaxReaders = 4 };
    private readonly List<StatementReader> _readers = [];
    private readonly HashSet<string> _foldersBefore = Folders();

    public void Dispose() => _readers.ForEach(r => r.Dispose());

    [StatementFact]
    public async Task Read_Statement_HasItsText()
    {
        var read = await ReadAsync(TestPdf.Statement);
        read.Outcome.ShouldBe(StatementOutcome.Read);
        StatementMatch.Of(read.Text, TestPdf.Name, TestPdf.Account, TestPdf.Ifsc).All.ShouldBeTrue();
    }

    [StatementFact]
    public async Task Read_Encrypted_AsksForThePasswordAndTakesTheRightOneOnly()
    {
        const string password = "p'$(touch x) \"ä;--help";
        var pdf = TestPdf.Encrypted(password, TestPdf.Statement);
        (await ReadAsync(pdf)).Outcome.ShouldBe(StatementOutcome.NeedsPassword);
        (await ReadAsync(pdf, "")).Outcome.ShouldBe(StatementOutcome.NeedsPassword);
        (await ReadAsync(pdf, "wrong")).Outcome.ShouldBe(StatementOutcome.WrongPassword);
        (await ReadAsync(pdf, "--help")).Outcome.ShouldBe(StatementOutcome.WrongPassword);
        var read = await ReadAsync(pdf, password);
        read.Outcome.ShouldBe(StatementOutcome.Read);
        read.Text.ShouldContain(TestPdf.Account);
        await Eventually.BecomesAsync(() => Folders().Except(_foldersBefore, StringComparer.Ordinal).Any(), false);
    }

    [StatementFact]
    public async Task Read_WithAPassword_ShowsItInNoListOfProcesses()
    {
        const string password = "seen-by-nobody-7f3a";
        var pdf = TestPdf.Encrypted(password, TestPdf.Statement);
        using var stop = new CancellationTokenSource();
        var looked = new TaskCompletionSource();
        var watch = Task.Run(() => WatchAsync(password, looked, stop.Token), CancellationToken.None);
        for (var i = 0; i < 20 || (!looked.Task.IsCompleted && i < 200); i++)
        {
            (await ReadAsync(pdf, password)).Outcome.ShouldBe(StatementOutcome.Read);
        }

        await stop.CancelAsync();
        (await watch).ShouldBeEmpty();
        looked.Task.IsCompleted.ShouldBeTrue("the watch has looked while they ran");
    }

    [StatementFact]
    public async Task Read_EncryptedWithoutAUsersPassword_NeedsNone()
        => (await ReadAsync(TestPdf.Encrypted("", TestPdf.Statement))).Text.ShouldContain(TestPdf.Ifsc);

    [StatementFact]
    public async Task Read_NotEncryptedButWithAPassword_IsRead()
        => (await ReadAsync(TestPdf.Statement, "needless")).Outcome.ShouldBe(StatementOutcome.Read);

    [StatementFact]
    public async Task Read_NoPdf_IsUnreadable()
    {
        (await ReadAsync("hello"u8.ToArray())).Outcome.ShouldBe(StatementOutcome.Unreadable);
        (await ReadAsync([])).Outcome.ShouldBe(StatementOutcome.Unreadable);
        (await ReadAsync("%PDF-1.7\n"u8.ToArray())).Outcome.ShouldBe(StatementOutcome.Unreadable);
    }

    [StatementFact]
    public async Task Read_CutAnywhere_EndsInAnOutcome()
    {
        foreach (var length in new[] { 10, 60, 200, 400, TestPdf.Statement.Length - 30 })
        {
            (await ReadAsync(TestPdf.Statement[..length])).Outcome.ShouldBeOneOf(StatementOutcome.Read, StatementOutcome.Unreadable);
        }
    }

    [StatementFact]
    public async Task Read_Bomb_IsGivenUpWhenItsTimeIsOver()
    {
        _settings.ReadTimeout = TimeSpan.FromSeconds(1);
        var bomb = TestPdf.Bomb(megabytes: 256);
        bomb.Length.ShouldBeLessThan(4 * 1024 * 1024);
        (await ReadAsync(bomb)).Outcome.ShouldBe(StatementOutcome.TooMuch);
        (await ReadAsync(TestPdf.Encrypted("secret", bomb), "secret")).Outcome.ShouldBe(StatementOutcome.TooMuch);
    }

    [StatementFact]
    public async Task Read_MoreTextThanItMay_IsGivenUp()
    {
        _settings.MaxTextBytes = 20;
        (await ReadAsync(TestPdf.Statement)).Outcome.ShouldBe(StatementOutcome.TooMuch);
    }

    [StatementFact]
    public async Task Read_PagesWithoutEnd_StopsAtTheLimit()
    {
        _settings.MaxPages = 3;
        var read = await ReadAsync(TestPdf.Pages(5_000));
        read.Outcome.ShouldBe(StatementOutcome.Read);
        read.Text.Split("page").Length.ShouldBe(4);
        (await ReadAsync(TestPdf.EndlessTree())).Outcome.ShouldNotBe(StatementOutcome.Unavailable);
    }

    [StatementFact]
    public async Task Read_ScriptAndLaunchActions_RunNothing()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var read = await ReadAsync(TestPdf.Active($"/usr/bin/touch {marker}"));
        read.Text.Trim().ShouldBe("harmless");
        File.Exists(marker).ShouldBeFalse();
    }

    [StatementFact]
    public async Task Read_AlsoAZip_IsReadAsAPdf()
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await zip.CreateEntry("../../evil.sh").OpenAsync();
            await entry.WriteAsync("rm -rf /"u8.ToArray());
        }

        (await ReadAsync([.. TestPdf.Statement, .. archive.ToArray()])).Text.ShouldContain(TestPdf.Account);
    }

    [StatementFact]
    public async Task Read_MoreAtATimeThanItMay_TurnsTheRestAway()
    {
        _settings.MaxReaders = 1;
        var reader = Reader();
        var reads = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => reader.ReadAsync(TestPdf.Statement, null, default)));
        reads.Count(r => r.Outcome == StatementOutcome.Read).ShouldBeGreaterThanOrEqualTo(9);
        reads.Count(r => r.Outcome == StatementOutcome.Unavailable).ShouldBeGreaterThan(0);
        (await reader.ReadAsync(TestPdf.Statement, null, default)).Outcome.ShouldBe(StatementOutcome.Read, "its turn comes again");
    }

    [StatementFact]
    public async Task Read_CallerHasGone_Throws()
        => await Should.ThrowAsync<OperationCanceledException>(() => Reader().ReadAsync(TestPdf.Statement, null, new CancellationToken(canceled: true)));

    /// <summary>Looks at every process's command line and environment until it is stopped; says when a reader was among them.</summary>
    /// <returns>Where the secret was.</returns>
    private static async Task<List<string>> WatchAsync(string secret, TaskCompletionSource looked, CancellationToken stop)
    {
        var seen = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(p[^1])))
            {
                foreach (var file in new[] { "cmdline", "environ" })
                {
                    var text = TextOf(Path.Combine(process, file));
                    if (file == "cmdline" && text.StartsWith(StatementTools.Qpdf, StringComparison.Ordinal))
                    {
                        looked.TrySetResult();
                    }

                    if (text.Contains(secret, StringComparison.Ordinal))
                    {
                        seen.Add(text);
                    }
                }
            }

            await Task.Yield();
        }

        return seen;
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static HashSet<string> Folders() => [.. Directory.EnumerateDirectories(Path.GetTempPath(), "kyc-*")];

    private Task<ReadStatement> ReadAsync(byte[] pdf, string? password = null) => Reader().ReadAsync(pdf, password, default);

    private StatementReader Reader()
    {
        var reader = new StatementReader(new LimitedProcess(_settings), new StatementTools(), _settings, TimeProvider.System, NullLogger<StatementReader>.Instance);
        _readers.Add(reader);
        return reader;
    }
}
