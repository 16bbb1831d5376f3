using System.Diagnostics;
using System.Reflection;

namespace Monolith.DataCutover.Cli;

/// <summary><c>strangler data</c> as a process, on the two databases of a pair.</summary>
internal static class DataCommand
{
    private static readonly string Assembly =
        typeof(DataCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "StranglerCli").Value!;

    public static Task<(int Exit, string Out, string Error)> RunAsync(LedgerPair ledger, params string[] arguments) => RunAsync(Of(ledger, arguments));

    public static async Task<(int Exit, string Out, string Error)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>To be started.</summary>
    public static ProcessStartInfo Of(LedgerPair ledger, params string[] arguments)
    {
        var start = Of(arguments);
        start.Environment["STRANGLER_DATA_FROM"] = ledger.MonolithConnection;
        start.Environment["STRANGLER_DATA_TO"] = ledger.OwnConnection;
        return start;
    }

    /// <summary>To be started, told of no database.</summary>
    public static ProcessStartInfo Of(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "data", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("STRANGLER_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
