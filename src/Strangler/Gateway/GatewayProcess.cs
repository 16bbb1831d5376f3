using Monolith.Kernel.Data;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Listening;
using Monolith.Strangler.Gateway.Configuration;

namespace Monolith.Strangler.Gateway;

/// <summary>The strangler layer on its own, in front of an HTTP monolith that knows nothing of it.</summary>
internal static class GatewayProcess
{
    private const string Usage = "Usage: dotnet Monolith.Strangler.Gateway.dll FILE [--check] [--Setting value ...]. FILE is a strangler.json; --check says whether it is right, and ends.";

    private const string CheckOption = "--check";

    /// <returns>0 after a clean stop, or when the file is right; 1 when something is wrong with it (every error is on standard error); 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [{ } file, .. var rest] || file.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var path = Path.GetFullPath(file);
            if (rest.Contains(CheckOption, StringComparer.Ordinal))
            {
                Check(path, [.. rest.Where(a => a != CheckOption)]);
                Console.WriteLine($"{file} is right.");
                return 0;
            }

            await using var app = Build(path, rest);
            if (app.Services.GetService<DatabaseMigrator>() is { } migrator)
            {
                await migrator.RunAsync(CancellationToken.None);
            }

            await app.ServeAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <exception cref="StartupException">With every error of the file and of the settings.</exception>
    internal static WebApplication Build(string path, string[] args)
    {
        var app = GatewaySetup.Register(path, args).Build();
        try
        {
            GatewaySetup.Use(app);
            return app;
        }
        catch (Exception e) when (CurrentConfiguration.IsRefusal(e))
        {
            // It was right a moment ago.
            throw new StartupException([e.Message]);
        }
    }

    /// <summary>Beside a gateway that runs: touches nothing of its data.</summary>
    /// <exception cref="StartupException">With every error.</exception>
    private static void Check(string path, string[] args)
    {
        var data = Directory.CreateTempSubdirectory("strangler-check");
        try
        {
            _ = GatewaySetup.Register(path, [.. args, "--DataDir", data.FullName]);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
