using System.Globalization;
using Monolith.Bench.Flip;
using Npgsql;

// Bench.Flip ADMIN_URL WATCHED_URL WATCHED_LOG STORE COUNT: changes the flags by the admin API of one host and watches what another one routes by.
if (args is not [var admin, var watched, var log, var store, var countText] || !int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
{
    await Console.Error.WriteLineAsync("Usage: Bench.Flip ADMIN_URL WATCHED_URL WATCHED_LOG STORE_CONNECTION COUNT");
    return 2;
}

await using var database = NpgsqlDataSource.Create(store);
using var flips = new FlipMeasurement(admin, watched);
// The first ones find everything cold.
await flips.RunAsync(Math.Min(count, 20));
var samples = await flips.RunAsync(count);

Console.WriteLine("| from, to | p50, ms | p99, ms |");
Console.WriteLine("|---|---:|---:|");
Console.WriteLine(Row("the commit, to its being in use in the other process", await AppliedVersions.SinceCommitAsync(database, log, count)));
Console.WriteLine(Row("the order, to the end of the first answer from the new side", samples.Select(s => s.SinceOrder)));
Console.WriteLine();
Console.WriteLine($"{count} flips. Answers were asked for one after the other, {samples.Average(s => s.Probe.TotalMilliseconds):0.00} ms each.");
return 0;

static string Row(string from, IEnumerable<TimeSpan> times)
{
    var sorted = times.Select(t => t.TotalMilliseconds).Order().ToList();
    return $"| {from} | {At(sorted, 0.50):0.00} | {At(sorted, 0.99):0.00} |";
}

static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
