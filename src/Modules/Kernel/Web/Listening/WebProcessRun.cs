using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Web.Listening;

/// <summary>Serves until told to stop.</summary>
public static class WebProcessRun
{
    /// <summary>
    /// Starts, and returns when the process has drained. Unlike RunAsync it leaves the container alive, so that what the requests stood on can be ended after them.
    /// </summary>
    /// <exception cref="StartupException">A listener cannot be had; the message names the setting.</exception>
    public static async Task ServeAsync(this WebApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw CannotListen(app, e.Message, "Another program listens there (perhaps this one, started before): stop it or name another port.");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw CannotListen(app, e.Message, "The address must be one of this machine's, and ports below 1024 need a privilege.");
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static StartupException CannotListen(WebApplication app, string what, string advice)
    {
        var listeners = app.Services.GetRequiredService<Listeners>();
        // Kestrel names the URL when the port is taken and nothing when the address is not ours.
        var setting = what.Contains($":{listeners.InternalPort}:", StringComparison.Ordinal) ? "InternalUrl" : what.Contains("://", StringComparison.Ordinal) ? "Urls" : "Urls' or 'InternalUrl";
        return new([$"Configuration '{setting}': {what} {advice}"]);
    }
}
