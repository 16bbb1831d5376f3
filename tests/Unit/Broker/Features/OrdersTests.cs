using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Features;

public sealed class OrdersTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    [Theory]
    [InlineData("kotak")]
    [InlineData("zerodha")]
    public async Task Order_PlacedListedAndCancelled_IsAlikeAtBothBrokers(string at)
    {
        var user = await ConnectedAsync(at);

        var bought = await PlaceAsync(at, user, """{"symbol":"INFY","side":"BUY","quantity":3}""");
        var waiting = await PlaceAsync(at, user, """{"symbol":"INFY","side":"BUY","quantity":1,"price":1.5}""");
        var unpayable = await PlaceAsync(at, user, """{"symbol":"TCS","side":"BUY","quantity":100000}""");

        var orders = (await broker.Process.GetAsync($"/broker/{at}/orders", user)).Json.AsArray().ToDictionary(o => o!["order_id"]!.GetValue<string>(), o => o!.AsObject(), StringComparer.Ordinal);
        Status(orders[bought]).ShouldBe("complete");
        orders[bought]["symbol"]!.GetValue<string>().ShouldBe("INFY");
        orders[bought]["filled_quantity"]!.GetValue<decimal>().ShouldBe(3);
        orders[bought]["average_price"]!.GetValue<decimal>().ShouldBeInRange(1000, 2000);
        Status(orders[waiting]).ShouldBe("open");
        orders[waiting]["price"]!.GetValue<decimal>().ShouldBe(1.5m);
        Status(orders[unpayable]).ShouldBe("rejected");
        orders[unpayable]["reason"]!.GetValue<string>().ShouldContain("Insufficient funds");

        (await broker.Process.SendAsync(HttpMethod.Delete, $"/broker/{at}/orders/{waiting}", user)).ShouldBe(200, $$"""{"message":"Order cancelled","order_id":"{{waiting}}"}""");
        var again = await broker.Process.SendAsync(HttpMethod.Delete, $"/broker/{at}/orders/{waiting}", user);
        again.Status.ShouldBe(400);
        again.Detail.ShouldNotBeNull().ShouldContain("refused the order: Order");
    }

    [Theory]
    [InlineData("kotak")]
    [InlineData("zerodha")]
    public async Task Order_OfAnotherUser_IsNotFound(string at)
    {
        var (user, other) = (await ConnectedAsync(at), await ConnectedAsync(at));
        var order = await PlaceAsync(at, user, """{"symbol":"INFY","side":"BUY","quantity":1,"price":1.5}""");

        (await broker.Process.SendAsync(HttpMethod.Delete, $"/broker/{at}/orders/{order}", other)).Status.ShouldBe(400);
        (await broker.Process.GetAsync($"/broker/{at}/orders", other)).ShouldBe(200, "[]");
        Status((await broker.Process.GetAsync($"/broker/{at}/orders", user)).Json[0]!.AsObject()).ShouldBe("open");
    }

    [Theory]
    [InlineData("kotak", "Broker not connected. Login and complete 2FA first.")]
    [InlineData("zerodha", "Zerodha not connected.")]
    public async Task Order_WithoutAConnection_Is401(string at, string detail)
    {
        var user = broker.NewUser();
        (await broker.Process.GetAsync($"/broker/{at}/orders", user)).ShouldSay(401, detail);
        (await broker.Process.PostAsync($"/broker/{at}/orders", user, """{"symbol":"INFY","side":"BUY","quantity":3}""")).ShouldSay(401, detail);
        (await broker.Process.SendAsync(HttpMethod.Delete, $"/broker/{at}/orders/1", user)).ShouldSay(401, detail);
    }

    [Theory]
    [InlineData("""{"symbol":"infy/..","side":"BUY","quantity":1}""", "symbol")]
    [InlineData("""{"symbol":"INFY","side":"HOLD","quantity":1}""", "side")]
    [InlineData("""{"symbol":"INFY","side":"BUY","quantity":0}""", "quantity")]
    [InlineData("""{"symbol":"INFY","side":"BUY","quantity":1,"price":-1}""", "price")]
    [InlineData("""{"symbol":"INFY","side":"BUY","quantity":1,"price":1.001}""", "price")]
    public async Task Order_ThatIsNone_Is422(string body, string field)
    {
        var answer = await broker.Process.PostAsync("/broker/kotak/orders", broker.NewUser(), body);
        answer.Status.ShouldBe(422, answer.Body);
        answer.Json["detail"]![0]!["loc"]![1]!.GetValue<string>().ShouldBe(field);
    }

    [Theory]
    [InlineData("..%2Fportfolio")]
    [InlineData("a.b")]
    public async Task OrderId_ThatCouldBeAPath_IsNotSent(string id)
    {
        var user = await ConnectedAsync("zerodha");
        (await broker.Process.SendAsync(HttpMethod.Delete, $"/broker/zerodha/orders/{id}", user)).ShouldSay(400, "order_id has letters and digits only");
    }

    private async Task<int> ConnectedAsync(string at)
    {
        var user = broker.NewUser();
        var connected = at == "kotak" ? await broker.Process.ConnectKotakAsync(user, user) : await broker.Process.ConnectZerodhaAsync(broker.Paper, user, user);
        connected.Status.ShouldBe(200, connected.Body);
        return user;
    }

    private async Task<string> PlaceAsync(string at, int user, string body)
    {
        var answer = await broker.Process.PostAsync($"/broker/{at}/orders", user, body);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json["order_id"]!.GetValue<string>();
    }

    private static string Status(JsonObject order) => order["status"]!.GetValue<string>();
}
