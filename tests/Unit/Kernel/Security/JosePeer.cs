using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

/// <summary>tests/tools/jose, as the build copied it, with its package installed into a temporary folder by the lock file.</summary>
public sealed class JosePeer : IAsyncLifetime
{
    private DirectoryInfo? _folder;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _folder?.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal async Task<JsonNode> AskAsync(JsonNode question)
    {
        if (_folder is null)
        {
            _folder = Directory.CreateTempSubdirectory("jose");
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "jose")))
            {
                File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
            }

            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], input: "");
        }

        return JsonNode.Parse(await RunAsync("node", ["peer.mjs"], question.ToJsonString()))!;
    }

    private async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder!.FullName,
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
}
