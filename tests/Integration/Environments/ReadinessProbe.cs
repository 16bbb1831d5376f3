using System.Diagnostics;
using System.Net;
using Monolith.Kernel.Web;

namespace Monolith.Integration.Environments;

/// <summary>Waits for <c>/health/ready</c>.</summary>
internal static class ReadinessProbe
{
    private static readonly HttpClient Client = new(new SocketErrorHandler(new() { UseProxy = false })) { Timeout = TimeSpan.FromSeconds(5) };

    /// <exception cref="ProcessEndedException">The process ended instead.</exception>
    /// <exception cref="TimeoutException">It was not ready in time; the message holds its output.</exception>
    public static async Task WaitAsync(ServerProcess process, Uri address, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        var last = "no answer";
        while (watch.Elapsed < limit)
        {
            if (process.HasExited)
            {
                throw new ProcessEndedException(process);
            }

            try
            {
                using var answer = await Client.GetAsync(new Uri(address, "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }

                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                last = e.Message;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"{process.Name} was not ready after {limit.TotalSeconds:0} s; the last answer was: {last}\n{process.Output}");
    }
}
