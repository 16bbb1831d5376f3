using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kyc;
using Monolith.Unit.Auth;
using Npgsql;

namespace Monolith.Unit.Kyc;

/// <summary>A process with the Auth and the Kyc module, and those a test adds, and users who have signed up.</summary>
internal sealed class KycHost : IAsyncDisposable
{
    private readonly string _database;

    private KycHost(AuthHost process, string database)
    {
        Process = process;
        _database = database;
    }

    public AuthHost Process { get; }

    public static Task<KycHost> StartAsync(string database, params (string Key, string Value)[] settings) => StartAsync(database, [new KycModule()], settings);

    public static async Task<KycHost> StartAsync(string database, IModule[] modules, params (string Key, string Value)[] settings)
        => new(await AuthHost.StartAsync(database, modules, settings), database);

    public async Task<(int Id, string Token)> UserAsync(string name)
    {
        var signup = await Process.SignupAsync(name, $"{name}@example.com");
        return ((int)signup.Body!["user_id"]!, (string)(await Process.TradingLoginAsync(name)).Body!["access_token"]!);
    }

    public Task<(int Status, string Body)> SubmitAsync(string? token, object body) => CallAsync(HttpMethod.Post, "/kyc/submit", token, body);

    public async Task<JsonObject> StatusAsync(string token) => JsonNode.Parse((await CallAsync(HttpMethod.Get, "/kyc/status", token)).Body)!.AsObject();

    public async Task<(int Status, string Body)> CallAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var response = await Process.SendAsync(path, body, token, method: method);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>As the server's administrator.</summary>
    public Task<List<string>> RowsAsync(string sql) => RowsAsync(_database, sql);

    /// <summary>As the role that the module's requests run as.</summary>
    public async Task<string?> RefusalAsync(string sql, string module = "kyc")
    {
        await using var connection = await Process.App.Services.GetRequiredKeyedService<ModuleConnections>(module).OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<List<string>> RowsAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        }

        return rows;
    }
}
