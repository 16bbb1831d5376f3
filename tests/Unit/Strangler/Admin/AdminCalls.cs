using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Monolith.Unit.Strangler.Admin;

/// <summary>The admin API as an operator calls it.</summary>
internal static class AdminCalls
{
    public static async Task<JsonElement> GetAdminAsync(this TestHost host, string path)
    {
        using var response = await host.CallAdminAsync(HttpMethod.Get, path, body: null);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<(int Status, JsonElement Body)> PostAdminAsync(this TestHost host, string path, string body)
    {
        using var response = await host.CallAdminAsync(HttpMethod.Post, path, body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static async Task<HttpResponseMessage> CallAdminAsync(this TestHost host, HttpMethod method, string path, string? body)
    {
        using var request = host.Request(method, $"/admin/strangler/{path}", user: null, body);
        request.Headers.Authorization = new("Bearer", TestUser.OperatorToken);
        request.Headers.Add("X-Operator", "tester");
        return await host.Client.SendAsync(request);
    }
}
