using System.Diagnostics;

namespace Monolith.Integration.Browser;

/// <summary>A headless Chromium with a profile of its own.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly string _profile = Directory.CreateTempSubdirectory("monolith-browser-").FullName;
    private readonly Process _process;

    private Chromium(string program, Uri page)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={_profile}",
            // Chromium has no sandbox for root.
            .. System.Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(),
            page.ToString(),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program, or null where none is installed.</summary>
    public static string? Program { get; } = Programs.FirstOrDefault(File.Exists);

    public static Chromium Open(Uri page) => new(Program!, page);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                // Its crash handler is no child of its, and writes until it sees that it is alone.
                Thread.Sleep(100);
            }
        }
    }
}
