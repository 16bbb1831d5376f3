using System.Diagnostics;

namespace Monolith.Shared;

/// <summary>A folder of tests/tools, as the build copied it, with its packages installed into a temporary folder by the lock file.</summary>
internal sealed class NpmTool : IDisposable
{
    private const int MostTries = 3;
    private readonly DirectoryInfo _folder;

    private NpmTool(DirectoryInfo folder) => _folder = folder;

    public string Folder => _folder.FullName;

    public static async Task<NpmTool> InstallAsync(string name)
    {
        var tool = new NpmTool(Directory.CreateTempSubdirectory(name));
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, name)))
        {
            File.Copy(file, Path.Combine(tool.Folder, Path.GetFileName(file)));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await tool.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=5"], input: "");
                return tool;
            }
            catch (InvalidOperationException) when (attempt < MostTries)
            {
                // The registry is the one thing here that is not on this machine.
            }
        }
    }

    /// <summary>Runs a program in the folder.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}: {await output}{await errors}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
