using System.Diagnostics;

namespace Monolith.Integration.Environments;

/// <summary>Runs the built <c>strangler</c> command.</summary>
internal static class StranglerCli
{
    /// <summary>As an operator on the Host's machine does.</summary>
    public static Task<CliResult> RunAsync(TestEnvironment environment, params string[] arguments) => RunAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["STRANGLER_URL"] = environment.HostInternalUrl.GetLeftPart(UriPartial.Authority),
            ["STRANGLER_TOKEN_FILE"] = environment.OperatorTokenFile,
        },
        arguments);

    public static async Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltPrograms.Cli, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("STRANGLER_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return new CliResult(process.ExitCode, await output, await error);
    }
}
