using System.Diagnostics;
using System.Net.Http.Json;

namespace Monolith.Bench.Flip;

/// <summary>Orders changes from one host and asks another one, without a pause, which side answers there.</summary>
internal sealed class FlipMeasurement(string admin, string watched) : IDisposable
{
    private const string Monolith = "monolith";
    private const string Service = "service";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _orders = new() { Timeout = Limit };
    private readonly HttpClient _probes = new() { Timeout = Limit };

    public async Task<IReadOnlyList<FlipSample>> RunAsync(int count)
    {
        var samples = new List<FlipSample>(count);
        var side = await SideAsync();
        for (var i = 0; i < count; i++)
        {
            side = side == Monolith ? Service : Monolith;
            samples.Add(await FlipAsync(side));
        }

        return samples;
    }

    public void Dispose()
    {
        _orders.Dispose();
        _probes.Dispose();
    }

    private async Task<FlipSample> FlipAsync(string to)
    {
        var started = Stopwatch.GetTimestamp();
        var order = OrderAsync(to == Service ? 100 : 0);
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            var side = await SideAsync();
            if (side == to)
            {
                var (sinceOrder, probe) = (Stopwatch.GetElapsedTime(started), Stopwatch.GetElapsedTime(asked));
                await order;
                return new(sinceOrder, probe);
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{watched} was not answered by the {to} within {Limit.TotalSeconds} s of the change.");
            }
        }
    }

    private async Task OrderAsync(int percent)
    {
        using var answer = await _orders.PostAsJsonAsync($"{admin}/shift", new { target = "bench", percent, reason = "bench" });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> SideAsync()
    {
        using var answer = await _probes.GetAsync(new Uri(watched));
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("X-Served-By").Single();
    }
}
