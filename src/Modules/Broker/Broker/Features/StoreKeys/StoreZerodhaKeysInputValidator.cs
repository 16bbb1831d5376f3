using FluentValidation;
using Monolith.Broker.Features.Zerodha;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreZerodhaKeysInputValidator : AbstractValidator<StoreZerodhaKeysInput>
{
    public StoreZerodhaKeysInputValidator()
    {
        RuleFor(i => i.ApiKey).IsKey();
        RuleFor(i => i.ApiSecret).IsSecret();
        RuleFor(i => i.RedirectUri)
            .NotEmpty()
            .MaximumLength(CallbackUrl.MaxLength)
            .Must(u => u is null || CallbackUrl.TryParse(u) is { Query.Length: 0 }).WithErrorCode("url_parsing")
            .WithMessage("Input should be an absolute http or https URL without user, query and fragment");
    }
}
