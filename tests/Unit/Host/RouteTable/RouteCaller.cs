using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Unit.Calls;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>A user of the public listener, or nobody who is signed in.</summary>
internal sealed record RouteCaller(HttpClient Client, CallUser? User, string? Token)
{
    public static async Task<RouteCaller> SignInAsync(WholeHost host)
    {
        var user = await host.NewUserAsync();
        return new(host.Process.Public, user, await host.TokenAsync(user));
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null)
        => SendAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);
        request.Content = body;
        return await Client.SendAsync(request);
    }

    public async Task<JsonNode?> JsonAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var response = await SendAsync(method, path, body);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync());
    }
}
