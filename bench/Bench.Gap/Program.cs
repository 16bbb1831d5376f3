using System.Globalization;
using Monolith.Bench.Gap;
using Monolith.Strangler.Cutover;

// Bench.Gap MONOLITH OWN SWITCHES: hands the module 'copied' there and back under paced writes, and tells how long nobody could write.
if (args is not [var monolith, var own, var countText] || !int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
{
    await Console.Error.WriteLineAsync("Usage: Bench.Gap MONOLITH_CONNECTION OWN_CONNECTION SWITCHES");
    return 2;
}

await using var pair = new CutoverPair("copied", new CutoverDatabase(Place.Monolith, monolith), new CutoverDatabase(Place.Own, own));
await using var writers = new PacedWriters(monolith, own, clients: 8, perSecond: 500);
writers.Start();
var switches = new SwitchMeasurement(pair, writers);
// The first ones find everything cold.
await switches.RunAsync(Math.Min(count, 4));
var samples = await switches.RunAsync(count);
await writers.StopAsync();

Console.WriteLine("| | p50, ms | p95, ms | most, ms |");
Console.WriteLine("|---|---:|---:|---:|");
Console.WriteLine(Row("nobody's write was acknowledged for", samples.Select(s => s.Silence)));
Console.WriteLine(Row("longest write, begun before or during the switch", samples.Select(s => s.LongestWrite)));
foreach (var step in SwitchMeasurement.Steps)
{
    Console.WriteLine(Row($"of the command: until {step.ToString().ToLowerInvariant()}", samples.Select(s => s.Steps[step])));
}

Console.WriteLine();
Console.WriteLine($"{count} switches, {samples.Count(s => s.Silence > TimeSpan.FromMilliseconds(500))} above 500 ms; {writers.Acknowledged} writes acknowledged, {await writers.MissingAsync()} of them not on both sides.");
return 0;

static string Row(string what, IEnumerable<TimeSpan> times)
{
    var sorted = times.Select(t => t.TotalMilliseconds).Order().ToList();
    return $"| {what} | {At(sorted, 0.50):0} | {At(sorted, 0.95):0} | {sorted[^1]:0} |";
}

static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
