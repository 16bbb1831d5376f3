using FluentValidation;

namespace Monolith.Broker.Features.Orders;

internal sealed class PlaceOrderInputValidator : AbstractValidator<PlaceOrderInput>
{
    public const string Buy = "BUY";

    private const int MaxSymbolLength = 30;
    private const int MaxQuantity = 1_000_000;
    private const decimal MaxPrice = 10_000_000;

    public PlaceOrderInputValidator()
    {
        RuleFor(i => i.Symbol).NotEmpty().MaximumLength(MaxSymbolLength)
            .Must(s => s?.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '&' or '-') != false).WithErrorCode("string_characters")
            .WithMessage("String should hold capital letters, digits, & and - only");
        RuleFor(i => i.Side).NotNull().Must(s => s is null or Buy or "SELL").WithErrorCode("literal_error").WithMessage("Input should be 'BUY' or 'SELL'");
        RuleFor(i => i.Quantity).NotNull().GreaterThan(0).LessThanOrEqualTo(MaxQuantity);
        RuleFor(i => i.Price).GreaterThan(0).LessThanOrEqualTo(MaxPrice)
            .Must(p => p is null || decimal.Round(p.Value, 2) == p).WithErrorCode("decimal_max_places").WithMessage("Decimal input should have no more than 2 decimal places");
    }
}
