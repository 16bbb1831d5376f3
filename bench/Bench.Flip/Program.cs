using System.Globalization;
using Monolith.Bench.Flip;

// Bench.Flip ADMIN_URL WATCHED_URL COUNT: changes the flags by the admin API of one host and watches what another one routes by.
if (args is not [var admin, var watched, var countText] || !int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
{
    await Console.Error.WriteLineAsync("Usage: Bench.Flip ADMIN_URL WATCHED_URL COUNT");
    return 2;
}

using var flips = new FlipMeasurement(admin, watched);
// The first ones find everything cold.
await flips.RunAsync(Math.Min(count, 20));
var samples = await flips.RunAsync(count);

Console.WriteLine("| from | p50, ms | p99, ms |");
Console.WriteLine("|---|---:|---:|");
Console.WriteLine(Row("the commit's own time (the start of its transaction, by the database's clock)", samples.Select(s => s.SinceCommit)));
Console.WriteLine(Row("the order (HTTP request to the admin API sent)", samples.Select(s => s.SinceOrder)));
Console.WriteLine();
Console.WriteLine($"{count} flips; to the end of the first answer from the new side, one request after the other, {samples.Average(s => s.Probe.TotalMilliseconds):0.00} ms each.");
return 0;

static string Row(string from, IEnumerable<TimeSpan> times)
{
    var sorted = times.Select(t => t.TotalMilliseconds).Order().ToList();
    return $"| {from} | {At(sorted, 0.50):0.00} | {At(sorted, 0.99):0.00} |";
}

static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
