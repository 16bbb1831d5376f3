using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class AuthorizationTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    /// <summary>Every route there is, from the routes themselves: one that is added later is in it.</summary>
    [Fact]
    public async Task EveryRoute_WithoutAToken_IsRefused()
    {
        var routes = wallet.Process.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => (Method: m, Path: e.RoutePattern.RawText!)))
            .ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var (method, path) in routes)
        {
            (await wallet.Process.SendAsync(new HttpMethod(method), "/" + path.Replace("{holdId:guid}", $"{Guid.NewGuid()}", StringComparison.Ordinal), user: null))
                .ShouldBe(401, """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""");
        }
    }

    [Fact]
    public async Task Body_NamingAnotherUser_IsTheSignedInUsersAllTheSame()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        await wallet.Process.PostAsync("/wallet/add", other, """{"amount":10}""");

        await wallet.Process.PostAsync("/wallet/add", user, $$"""{"amount":1,"user_id":{{other}},"userId":{{other}},"new_balance":99}""");
        (await wallet.Process.PostAsync($"/wallet/withdraw?user_id={other}", user, $$"""{"amount":5,"user_id":{{other}}}""")).Status.ShouldBe(400);

        (await wallet.Process.GetAsync("/wallet", other)).Body.ShouldStartWith("""{"balance":10.00,""");
        (await wallet.Process.GetAsync($"/wallet?user_id={other}", user)).Body.ShouldStartWith("""{"balance":1.00,""");
        (await wallet.Process.GetAsync($"/wallet/transactions?user_id={other}", user)).Json.AsArray().Count.ShouldBe(1);
        (await wallet.Process.GetAsync($"/wallet/statement?user_id={other}", user)).Body.ShouldNotContain("10.00");
    }
}
