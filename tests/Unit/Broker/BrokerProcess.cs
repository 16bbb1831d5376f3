using Microsoft.Extensions.DependencyInjection;
using Monolith.Broker;
using Monolith.Unit.Kernel.Web;

namespace Monolith.Unit.Broker;

/// <summary>A process that has the Broker module, on a database and beside a paper broker that others may share.</summary>
internal sealed class BrokerProcess(ModuleProcess process) : IAsyncDisposable
{
    public IServiceProvider Services => process.Services;

    public CapturedLogs Logs => process.Logs;

    /// <param name="connectionString">Of the database.</param>
    /// <param name="paper">Null: no broker is configured.</param>
    /// <param name="keysFile">The key ring, which processes on one database share.</param>
    /// <param name="settings">More.</param>
    public static async Task<BrokerProcess> StartAsync(string connectionString, PaperBrokerProcess? paper, string keysFile, params (string Key, string Value)[] settings)
        => new(await ModuleProcess.StartAsync(
            new BrokerModule(),
            connectionString,
            [
                .. paper is null ? Array.Empty<(string, string)>() : [("Broker:Kotak:BaseUrl", paper.KotakUrl), ("Broker:Zerodha:BaseUrl", paper.KiteUrl)],
                ("Encryption:KeysFile", keysFile),
                .. settings,
            ]));

    /// <summary>As this user; as nobody who is signed in, when it is null.</summary>
    public async Task<BrokerAnswer> SendAsync(HttpMethod method, string path, int? user, string? json = null)
    {
        using var response = await process.SendAsync(method, path, user, json);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<BrokerAnswer> GetAsync(string path, int? user) => SendAsync(HttpMethod.Get, path, user);

    public Task<BrokerAnswer> PostAsync(string path, int? user, string? json = null) => SendAsync(HttpMethod.Post, path, user, json);

    /// <summary>From nothing to <c>connected</c>, at Kotak.</summary>
    public async Task<BrokerAnswer> ConnectKotakAsync(int user, int demoUser)
    {
        await PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(demoUser));
        return await PostAsync("/broker/kotak/2fa", user, $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""");
    }

    /// <summary>From nothing to <c>connected</c>, at Zerodha.</summary>
    public async Task<BrokerAnswer> ConnectZerodhaAsync(PaperBrokerProcess paper, int user, int demoUser)
    {
        await PostAsync("/broker/zerodha/init", user, paper.ZerodhaKeys);
        var loginUrl = (await GetAsync("/broker/zerodha/login-url", user)).Json["login_url"]!.GetValue<string>();
        return await PostAsync("/broker/zerodha/callback", user, $$"""{"callback_url":"{{await paper.LogInWithBrowserAsync(loginUrl, demoUser)}}"}""");
    }

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
