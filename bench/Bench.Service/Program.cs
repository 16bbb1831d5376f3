using Monolith.Bench.Service;

// The extracted service, as lean as Kestrel goes. Setting Unavailable: it answers 503, so that every request falls back.
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/health/ready", () => "ready");
if (builder.Configuration.GetValue<bool>("Unavailable"))
{
    app.MapFallback(() => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
}
else
{
    app.MapBench();
}

await app.RunAsync();
