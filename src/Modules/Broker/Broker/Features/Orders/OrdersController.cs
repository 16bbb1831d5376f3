using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Apis;
using Monolith.Broker.Domain;

namespace Monolith.Broker.Features.Orders;

/// <summary>Orders, alike at both brokers.</summary>
internal abstract class OrdersController(IMediator mediator, IValidator<PlaceOrderInput> validator, BrokerKind broker) : BrokerController
{
    private const int MaxIdLength = 40;

    protected async Task<IActionResult> ListAsync(CancellationToken cancellationToken) => Answer(await mediator.Send(new ListOrdersQuery(UserId, broker), cancellationToken));

    protected async Task<IActionResult> PlaceAsync(PlaceOrderInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var order = new NewOrder(input.Symbol!, input.Side == PlaceOrderInputValidator.Buy, input.Quantity!.Value, input.Price);
        return Sent(await mediator.Send(new PlaceOrderCommand(UserId, broker, order), cancellationToken), "Order sent");
    }

    protected async Task<IActionResult> CancelAsync(string orderId, CancellationToken cancellationToken)
        // It becomes a part of a path at the broker.
        => orderId.Length <= MaxIdLength && orderId.All(char.IsAsciiLetterOrDigit)
            ? Sent(await mediator.Send(new CancelOrderCommand(UserId, broker, orderId), cancellationToken), "Order cancelled")
            : Detail(StatusCodes.Status400BadRequest, "order_id has letters and digits only");

    private ObjectResult Sent(Kernel.Results.Result<string> order, string message) => order.Succeeded ? Ok(new OrderOutput(message, order.Value)) : Refusal(order.Error);
}
