using Monolith.PaperBroker;
using Monolith.PaperBroker.Faults;
using Monolith.PaperBroker.Kite;
using Monolith.PaperBroker.Kotak;
using Monolith.PaperBroker.Market;
using Monolith.PaperBroker.Trading;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 65_536;
    kestrel.Limits.MaxConcurrentConnections = 1000;
});
var settings = builder.Configuration.GetSection("Paper").Get<PaperSettings>() ?? new PaperSettings();
builder.Services
    // Names are the brokers', spelled as they spell them.
    .ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = null)
    .AddSingleton(settings)
    .AddSingleton(TimeProvider.System)
    .AddSingleton<Exchange>()
    .AddSingleton<Accounts>()
    .AddSingleton<KiteSessions>()
    .AddSingleton<KotakSessions>()
    .AddSingleton<FaultSwitch>()
    .AddHostedService<MarketClock>();

var app = builder.Build();
if (settings.AllowFaults)
{
    app.UseMiddleware<FaultInjection>();
    FaultEndpoints.Map(app);
}

app.MapGet("/health/ready", () => Results.Text("ready"));
KiteLoginPages.Map(app.MapGroup("/kite"));
KiteEndpoints.Map(app.MapGroup("/kite"));
KotakLoginEndpoints.Map(app.MapGroup("/kotak"));
KotakEndpoints.Map(app.MapGroup("/kotak"));
await app.RunAsync();
