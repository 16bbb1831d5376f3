using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Monolith.Kernel.Modules;
using Monolith.StockModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Where other processes bring events by HTTP.</summary>
public sealed class EndpointTests : EventTest
{
    private readonly Uri _url = new($"http://127.0.0.1:{Ports.Free()}");

    [Fact]
    public async Task Endpoint_TheSameEventTwice_TakesEffectOnce()
    {
        await using var service = await StartServiceAsync();
        var body = Body(Guid.NewGuid());

        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(body, "monolith|stock|events.shop.order-placed.v1")))).ShouldAllBe(status => status == HttpStatusCode.NoContent);

        (await service.ReservedAsync()).ShouldBe([7]);
    }

    [Theory]
    [InlineData(null, "stock/shop.order-placed.v1", 401)]
    [InlineData("monolith|other|events.shop.order-placed.v1", "stock/shop.order-placed.v1", 401)]
    [InlineData("mail|stock|events.shop.order-placed.v1", "stock/shop.order-placed.v1", 403)]
    [InlineData("shop|stock|shop.OrderPlaced", "stock/shop.order-placed.v1", 403)]
    [InlineData("shop|stock|events.shop.order-placed.v1", "stock/shop.order-placed.v1", 204)]
    [InlineData("shop|stock|events.shop.order-lost.v1", "stock/shop.order-lost.v1", 404)]
    [InlineData("shop|stock|events.shop.order-placed.v1", "mail/shop.order-placed.v1", 404)]
    public async Task Endpoint_TakesEventsFromTheirPublisherAndTheHostOnly(string? token, string target, int status)
    {
        await using var service = await StartServiceAsync();

        ((int)await PostAsync(Body(Guid.NewGuid()), token, target)).ShouldBe(status);

        (await service.ReservedAsync()).Count.ShouldBe(status == 204 ? 1 : 0);
    }

    [Theory]
    [InlineData("null", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"id\":\"0193c2f0-0000-7000-8000-000000000001\",\"type\":\"shop.order-lost.v1\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"tenant\":null,\"userId\":null,\"correlationId\":null,\"aggregateKey\":\"a\",\"data\":{}}", 400)]
    [InlineData("{\"id\":\"0193c2f0-0000-7000-8000-000000000001\",\"type\":\"shop.order-placed.v1\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"tenant\":null,\"userId\":null,\"correlationId\":null,\"aggregateKey\":\"a\",\"data\":{}}", 422)]
    public async Task Endpoint_WhatIsNoSuchEvent_IsRefused(string body, int status)
    {
        await using var service = await StartServiceAsync();

        ((int)await PostAsync(body, "shop|stock|events.shop.order-placed.v1")).ShouldBe(status);

        (await Database.QueryAsync<long>("SELECT count(*) FROM stock.inbox_events")).ShouldBe(0);
    }

    private static string Body(Guid id)
        => $$$"""{"id":"{{{id}}}","type":"shop.order-placed.v1","occurredAt":"2026-01-01T00:00:00Z","tenant":null,"userId":1,"correlationId":"c","aggregateKey":"ann","data":{"number":7,"customer":"ann","newer":true}}""";

    private Task<EventHost> StartServiceAsync()
        => StartProcessAsync([new TheStockModule()], "stock", _url, new RemoteDefault("monolith", new Uri("http://127.0.0.1:9")));

    private async Task<HttpStatusCode> PostAsync(string body, string? token, string target = "stock/shop.order-placed.v1")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_url, $"internal/events/{target}")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return (await client.SendAsync(request)).StatusCode;
    }
}
