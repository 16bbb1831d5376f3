using FluentValidation;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.SubmitIdentity;

internal sealed class IdentityInputValidator : AbstractValidator<IdentityInput>
{
    private const int MaxAddressLength = 500;
    private const int MaxPlaceLength = 100;
    private const int MaxPincodeLength = 20;
    private const int MaxUrlLength = 2000;

    public IdentityInputValidator()
    {
        // Not by their official patterns: an admin looks at them, and the frontend sends what its users wrote.
        RuleFor(i => i.PanNumber).IsNumber(minLength: 1, RecordConfiguration.MaxNumberLength);
        RuleFor(i => i.AadhaarNumber).IsNumber(minLength: 1, RecordConfiguration.MaxNumberLength);
        RuleFor(i => i.AddressLine).IsText(MaxAddressLength);
        RuleFor(i => i.City).IsText(MaxPlaceLength);
        RuleFor(i => i.State).IsText(MaxPlaceLength);
        RuleFor(i => i.Pincode).IsText(MaxPincodeLength);
        RuleFor(i => i.DocumentFrontUrl).IsLink(MaxUrlLength);
        RuleFor(i => i.DocumentBackUrl).IsLink(MaxUrlLength);
    }
}
