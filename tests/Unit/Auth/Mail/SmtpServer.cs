using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Shouldly;

namespace Monolith.Unit.Auth.Mail;

/// <summary>aiosmtpd, a real mail server, which puts what it takes into a folder.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public const string Program = "/usr/bin/aiosmtpd";

    private const int TokenLength = 43;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smtp-");
    private readonly Process _process;

    private SmtpServer()
    {
        Port = Ports.Free();
        // The mailbox makes its folder itself.
        _process = Process.Start(new ProcessStartInfo(Program, ["-n", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", Mailbox]) { UseShellExecute = false })!;
    }

    public int Port { get; }

    private string Mailbox => Path.Combine(_folder.FullName, "mail");

    public static async Task<SmtpServer> StartAsync()
    {
        var server = new SmtpServer();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", server.Port);
                return server;
            }
            catch (SocketException) when (waited.Elapsed < Patience && !server._process.HasExited)
            {
                // Not yet.
            }
        }
    }

    /// <summary>Waits until there are so many mails, and gives the texts of all, in the order they came.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(int count)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            var files = Directory.Exists(Path.Combine(Mailbox, "new")) ? Directory.GetFiles(Path.Combine(Mailbox, "new")) : [];
            if (files.Length >= count || waited.Elapsed > Patience)
            {
                files.Length.ShouldBe(count);
                return [.. files.OrderBy(File.GetLastWriteTimeUtc).Select(File.ReadAllText).Select(Decode)];
            }
        }
    }

    /// <summary>What ends a line and has the form of our tokens.</summary>
    public static string TokenIn(string mail)
        => mail.Split('\n').Where(line => line.Length >= TokenLength).Select(line => line[^TokenLength..]).Single(end => end.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Decode(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts[0] + "\n\n" + Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]));
    }
}
