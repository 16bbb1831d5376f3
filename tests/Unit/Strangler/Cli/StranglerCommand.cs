using System.Diagnostics;
using System.Reflection;

namespace Monolith.Unit.Strangler.Cli;

/// <summary>The command as a process.</summary>
internal static class StranglerCommand
{
    private static readonly string Assembly =
        typeof(StranglerCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "StranglerCli").Value!;

    public static Task<(int Exit, string Out, string Error)> RunAsync(Uri url, params string[] arguments) => RunWithTokenAsync(url, TestUser.OperatorToken, arguments);

    public static async Task<(int Exit, string Out, string Error)> RunWithTokenAsync(Uri url, string? token, params string[] arguments)
    {
        using var process = Process.Start(Of(url, token, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>To be started.</summary>
    public static ProcessStartInfo Of(Uri url, string? token, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["STRANGLER_URL"] = url.ToString();
        start.Environment["STRANGLER_TOKEN"] = token;
        start.Environment["STRANGLER_TOKEN_FILE"] = null;
        start.Environment["COLUMNS"] = "80";
        return start;
    }
}
