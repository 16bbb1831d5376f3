using FluentValidation;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreKotakKeysInputValidator : AbstractValidator<StoreKotakKeysInput>
{
    public StoreKotakKeysInputValidator()
    {
        RuleFor(i => i.ConsumerKey).IsKey();
        RuleFor(i => i.ConsumerSecret).IsSecret();
    }
}
