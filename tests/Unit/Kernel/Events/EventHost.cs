using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Listening;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.Kernel.Web;
using Npgsql;

namespace Monolith.Unit.Kernel.Events;

/// <summary>A process with some of the shop, its stock and its mail. Several on one database are several hosts.</summary>
internal sealed class EventHost : IAsyncDisposable
{
    public const string OperatorToken = "operator-token-of-the-tests-of-events";

    private readonly WebApplication _application;
    private readonly string _dataDirectory;

    private readonly CapturedLogs _logs;

    private EventHost(WebApplication application, string dataDirectory, CapturedLogs logs) => (_application, _dataDirectory, _logs) = (application, dataDirectory, logs);

    /// <summary>Every line so far.</summary>
    public IReadOnlyList<string> Logs => [.. _logs.Lines.Select(l => l.Message)];

    public IServiceProvider Services => _application.Services;

    public required Uri Url { get; init; }

    public StockSteps Stock => Services.GetRequiredService<StockSteps>();

    public static async Task<EventHost> StartAsync(
        string connectionString, IReadOnlyList<IModule>? modules = null, string name = "monolith", Uri? url = null, RemoteDefault? elsewhere = null, params (string Key, string Value)[] settings)
    {
        var dataDirectory = Directory.CreateTempSubdirectory("monolith-test-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        var logs = new CapturedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        url ??= new Uri($"http://127.0.0.1:{Ports.Free()}");
        foreach (var (key, value) in ((string Key, string Value)[])
                 [.. Settings(connectionString), ("DataDir", dataDirectory), ("Urls", $"http://127.0.0.1:{Ports.Free()}"), ("InternalUrl", $"{url}"), ("OperatorToken", OperatorToken), .. settings])
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddSingleton<IServiceTokens>(new PlainTokens(name));
        var errors = new StartupErrors();
        var folder = new DataDirectory(builder.Configuration);
        var listeners = Listeners.Read(builder.Configuration, errors);
        builder.Services.AddSingleton(listeners);
        builder.WebHost.UseUrls(listeners.All);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, folder, DatabaseAccess.Administrator);
        builder.AddOperators(errors, folder);
        builder.AddModules(errors, modules ?? [new TheShopModule(), new TheStockModule()], elsewhere, typeof(OrderPlaced).Assembly);
        errors.ThrowIfAny();
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapInternalRequests();
        await application.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        await application.StartAsync();
        return new(application, dataDirectory, logs) { Url = url };
    }

    /// <summary>Roles belong to the whole server, so their names follow from the database.</summary>
    public static (string Key, string Value)[] Settings(string connectionString) =>
    [
        ("Database:ConnectionString", connectionString),
        ("Database:RolePrefix", $"{new NpgsqlConnectionStringBuilder(connectionString).Database}_"),
        ("Database:RoleSecret", new string('r', 32)),
        ("Events:PollInterval", "00:00:00.250"),
    ];

    /// <summary>Sells to each of these customers, one transaction each.</summary>
    public async Task<IReadOnlyList<int>> SellAsync(params IReadOnlyList<string> customers)
    {
        List<int> numbers = [];
        foreach (var customer in customers)
        {
            await using var scope = Services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
            await using var transaction = await database.Database.BeginTransactionAsync();
            var order = new Order { Customer = customer };
            database.Orders.Add(order);
            await database.SaveChangesAsync();
            database.Publish(new OrderPlaced(order.Number, customer), customer);
            await database.SaveChangesAsync();
            await transaction.CommitAsync();
            numbers.Add(order.Number);
        }

        return numbers;
    }

    public async Task<T> QueryAsync<TContext, T>(Func<TContext, Task<T>> query)
        where TContext : DbContext
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>The orders of each effect in the stock, in their order.</summary>
    public Task<List<int>> ReservedAsync() => QueryAsync<StockDbContext, List<int>>(d => d.Reservations.OrderBy(r => r.Id).Select(r => r.Number).ToListAsync());

    public Task<List<int>> ConfirmedAsync() => QueryAsync<MailDbContext, List<int>>(d => d.Letters.OrderBy(l => l.Id).Select(l => l.Number).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    /// <summary>Tokens without a signature: what signs them has tests of its own.</summary>
    private sealed class PlainTokens(string self) : IServiceTokens
    {
        public string Self => self;

        public string Issue(string audience, string permission, string? instance = null) => $"{self}|{audience}|{permission}";

        public ServiceIdentity? Verify(string token)
            => token.Split('|') is [var from, var audience, var permission] && audience == self ? new ServiceIdentity(from, permission) : null;
    }
}
