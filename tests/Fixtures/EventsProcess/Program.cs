using Monolith.EventsProcess;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;

// Settings: the Kernel's; Orders: how many the shop is to have in the end (0: this one sells nothing); HangAt: where the first reservation stops for ever, having said so.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var errors = new StartupErrors();
builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
builder.AddModules(errors, [new TheShopModule(), new TheStockModule(), new TheMailModule()]);
errors.ThrowIfAny();
builder.Services.AddHostedService<Seller>();

// It does not outlive the test, however that ends: then our input does.
_ = Task.Run(() =>
{
    Console.In.ReadToEnd();
    Environment.Exit(1);
});
var app = builder.Build();
HangingPoint.Set(app.Services.GetRequiredService<StockSteps>(), app.Configuration["HangAt"]);
await app.StartAsync();
Console.WriteLine("up");
await app.WaitForShutdownAsync();
