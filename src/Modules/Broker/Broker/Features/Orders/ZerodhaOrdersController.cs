using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Apis;
using Monolith.Broker.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Orders;

internal sealed class ZerodhaOrdersController(IMediator mediator, IValidator<PlaceOrderInput> validator) : OrdersController(mediator, validator, BrokerKind.Zerodha)
{
    [HttpGet("/broker/zerodha/orders")]
    [Extractable("broker.zerodha-order-list")]
    [EndpointSummary("The signed-in user's orders of the day at Zerodha.")]
    [ProducesResponseType<IReadOnlyList<OrderView>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public Task<IActionResult> List(CancellationToken cancellationToken) => ListAsync(cancellationToken);

    [HttpPost("/broker/zerodha/orders")]
    [Extractable("broker.zerodha-order-place")]
    [EndpointSummary("Sends an order of the signed-in user to Zerodha, once.")]
    [ProducesResponseType<OrderOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public Task<IActionResult> Place([FromBody] PlaceOrderInput input, CancellationToken cancellationToken) => PlaceAsync(input, cancellationToken);

    [HttpDelete("/broker/zerodha/orders/{orderId}")]
    [Extractable("broker.zerodha-order-cancel")]
    [EndpointSummary("Takes back an open order of the signed-in user at Zerodha.")]
    [ProducesResponseType<OrderOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public Task<IActionResult> Cancel(string orderId, CancellationToken cancellationToken) => CancelAsync(orderId, cancellationToken);
}
