using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.LedgerModule;
using Monolith.Unit.Kernel.Web;

namespace Monolith.Unit.Kernel.Idempotency;

/// <summary>A process that has the ledger. Several on one database are its placements.</summary>
internal sealed class LedgerProcess : IAsyncDisposable
{
    private const string UserHeader = "X-Test-User";
    private readonly WebProcess _process;

    private LedgerProcess(WebProcess process) => _process = process;

    public LedgerSteps Steps => _process.App.Services.GetRequiredService<LedgerSteps>();

    public IServiceProvider Services => _process.App.Services;

    public static async Task<LedgerProcess> StartAsync(string connectionString, params (string Key, string Value)[] settings)
        => new(await WebProcess.StartAsync(
            app => app.MapControllers(),
            builder =>
            {
                var errors = new StartupErrors();
                builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
                builder.AddModules(errors, [new TheLedgerModule()]);
                errors.ThrowIfAny();
            },
            afterDefaults: app => app.Use((context, next) =>
            {
                if (context.Request.Headers[UserHeader] is [{ } user])
                {
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserPrincipal.Subject, user)], "test"));
                }

                return next(context);
            }),
            settings:
            [
                ("Database:ConnectionString", connectionString),
                ("Database:RolePrefix", $"{new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Database}_"),
                ("Database:RoleSecret", new string('r', 32)),
                .. settings,
            ]));

    /// <summary>Once per database: the ledger has no migrations.</summary>
    public async Task CreateTablesAsync()
    {
        await Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LedgerDbContext>().GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    public async Task<KeyedAnswer> SendAsync(
        string path, string text, string? key, int? user = 1, HttpMethod? method = null, IEnumerable<string>? moreKeys = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, $"/ledger/{path}") { Content = JsonContent.Create(new { text }) };
        foreach (var value in (IEnumerable<string?>)[key, .. moreKeys ?? []])
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(IdempotentByKeyAttribute.Header, value);
            }
        }

        if (user is { } id)
        {
            request.Headers.Add(UserHeader, $"{id}");
        }

        using var response = await _process.Public.SendAsync(request, cancellationToken);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.Location?.ToString(),
            response.Headers.Contains(StoredAnswer.ReplayedHeader),
            response.Headers.RetryAfter?.Delta);
    }

    public async Task<int> CountAsync(string text)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerDbContext>().Entries.CountAsync(e => e.Text == text);
    }

    public async Task AddAsync(string text)
    {
        await using var scope = Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LedgerDbContext>();
        database.Entries.Add(new Entry { Text = text });
        await database.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
