using System.Globalization;
using Monolith.Bench.Events;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.MailModule;
using Monolith.ShopModule;

// Bench.Events CONNECTION_STRING DATA_DIR PORT ROUNDS SECONDS: a shop and its mail in one process, on a database of their own.
if (args is not [var connectionString, var dataDirectory, var port, var roundsText, var secondsText]
    || !int.TryParse(roundsText, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || !int.TryParse(secondsText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
{
    await Console.Error.WriteLineAsync("Usage: Bench.Events CONNECTION_STRING DATA_DIR PORT ROUNDS SECONDS");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Configuration["Database:ConnectionString"] = connectionString;
builder.Configuration["Database:RolePrefix"] = "bench_events_";
builder.Configuration["DataDir"] = dataDirectory;
builder.Configuration["Urls"] = $"http://127.0.0.1:{port}";
var errors = new StartupErrors();
builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
builder.AddModules(errors, [new TheShopModule(), new TheMailModule()]);
errors.ThrowIfAny();
builder.Services.AddSingleton<HandledEvents>();
builder.Services.ConfigureDbContext<MailDbContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<HandledEvents>()));
await using var app = builder.Build();
await app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
await app.StartAsync();

var latency = new LatencyMeasurement(app.Services);
// The first ones find everything cold.
await latency.RunAsync(300);
var times = await latency.RunAsync(1000);
Console.WriteLine("| from the commit to the commit of its handler | ms |");
Console.WriteLine("|---|---:|");
Console.WriteLine($"| p50 | {times[times.Count / 2]:0.00} |");
Console.WriteLine($"| p99 | {times[times.Count * 99 / 100]:0.00} |");
Console.WriteLine();

var throughput = new ThroughputMeasurement(app.Services);
await throughput.EventsAsync(TimeSpan.FromSeconds(seconds));
await throughput.BareAsync(TimeSpan.FromSeconds(seconds));
List<(double Bare, double Events)> measured = [];
for (var round = 0; round < rounds; round++)
{
    measured.Add((await throughput.BareAsync(TimeSpan.FromSeconds(seconds)), await throughput.EventsAsync(TimeSpan.FromSeconds(seconds))));
}

var (bare, events) = (Median(measured.Select(m => m.Bare)), Median(measured.Select(m => m.Events)));
Console.WriteLine("| | events/s |");
Console.WriteLine("|---|---:|");
Console.WriteLine($"| the same rows, bare INSERTs in the same two transactions | {bare:0} |");
Console.WriteLine($"| published, delivered and handled | {events:0} |");
Console.WriteLine($"| share | {events / bare:P0} |");
return 0;

static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(figures.Count() / 2);
