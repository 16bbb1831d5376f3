using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Kernel.Web;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>Speaks to the admin API of the Host's internal listener, as the command line and other tools do.</summary>
internal sealed class Operator : IDisposable
{
    private const string Path = "/admin/strangler/";
    private readonly HttpClient _client;

    public Operator(Uri internalUrl, string tokenFile)
    {
        _client = new HttpClient(new SocketErrorHandler(new() { UseProxy = false })) { BaseAddress = internalUrl, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(tokenFile).Trim());
    }

    /// <summary>Sends a share of the users to the service. Returns when the Host says it is done.</summary>
    /// <param name="target">A route, or a module for all its routes.</param>
    /// <param name="force">Also to a service that is not healthy.</param>
    public Task ShiftAsync(string target, int percent, bool force = false) =>
        PostAsync("shift", new JsonObject { ["target"] = target, ["percent"] = percent, ["reason"] = "integration test", ["force"] = force });

    /// <summary>Also to a service that is not healthy; false while the Host is not there to be told.</summary>
    public async Task<bool> TryShiftAsync(string target, int percent)
    {
        try
        {
            await ShiftAsync(target, percent, force: true);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ShouldAssertException)
        {
            return false;
        }
    }

    /// <summary>The same share of every module that the Host knows a service of.</summary>
    public async Task ShiftEverythingAsync(int percent)
    {
        var status = await StatusAsync();
        foreach (var service in status["services"]!.AsArray())
        {
            await ShiftAsync(service!["module"]!.GetValue<string>(), percent);
        }
    }

    /// <summary>Everything of the target back to the monolith; null: everything there is.</summary>
    public Task RollbackAsync(string? target) =>
        PostAsync("rollback", target is null
            ? new JsonObject { ["all"] = true, ["reason"] = "integration test" }
            : new JsonObject { ["target"] = target, ["reason"] = "integration test" });

    public async Task<JsonNode> StatusAsync() => (await _client.GetFromJsonAsync<JsonNode>(Path + "status"))!;

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(string action, JsonObject body)
    {
        using var answer = await _client.PostAsJsonAsync(Path + action, body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{action} {body.ToJsonString()} -> {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
