using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Features;

public sealed class AuthorizationTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    /// <summary>Every route there is, from the routes themselves: one that is added later is in it.</summary>
    [Fact]
    public async Task EveryRoute_WithoutAToken_IsRefused()
    {
        var routes = Routes();
        routes.Count.ShouldBeGreaterThanOrEqualTo(16);
        foreach (var (method, path) in routes)
        {
            (await broker.Process.SendAsync(method, path, user: null)).ShouldSay(401, "Not authenticated. Provide token in Authorization header or query parameter.");
        }
    }

    /// <summary>The same for another user: none of the routes changes or shows what a user has.</summary>
    [Fact]
    public async Task EveryRoute_CalledByAnotherUser_LeavesTheConnectionAlone()
    {
        var (user, other) = (broker.NewUser(), broker.NewUser());
        await broker.Process.ConnectKotakAsync(user, user);
        await broker.Process.ConnectZerodhaAsync(broker.Paper, user, user);
        var before = await RowsAsync(user);

        foreach (var (method, path) in Routes())
        {
            var body = $$"""
                {"user_id":{{user}},"userId":{{user}},"consumer_key":"k","consumer_secret":"s","mobile_number":"1","password":"p","otp":"1","api_key":"k","api_secret":"s",
                "redirect_uri":"https://example.com/","callback_url":"https://example.com/","symbol":"INFY","side":"BUY","quantity":1}
                """;
            await broker.Process.SendAsync(method, $"{path}?user_id={user}&userId={user}", other, method == HttpMethod.Get ? null : body);
        }

        (await RowsAsync(user)).ShouldBe(before);
        (await broker.Process.GetAsync("/broker/kotak/orders", user)).ShouldBe(200, "[]");
    }

    private Task<string?> RowsAsync(int user)
        => broker.Database.QueryAsync<string>($"SELECT string_agg(c::text, ';' ORDER BY broker) FROM broker.connections c WHERE user_id = {user}");

    private List<(HttpMethod Method, string Path)> Routes()
        => [.. broker.Process.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(m => (new HttpMethod(m), "/" + e.RoutePattern.RawText!.TrimStart('/').Replace("{orderId}", "1", StringComparison.Ordinal))))];
}
