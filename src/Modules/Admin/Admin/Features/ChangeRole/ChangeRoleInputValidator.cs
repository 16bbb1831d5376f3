using FluentValidation;
using Monolith.Kernel.Security;

namespace Monolith.Admin.Features.ChangeRole;

internal sealed class ChangeRoleInputValidator : AbstractValidator<ChangeRoleInput>
{
    public ChangeRoleInputValidator()
    {
        RuleFor(i => i.Role).Cascade(CascadeMode.Stop).NotNull()
            .Must(role => UserRole.IsKnown(role!)).WithErrorCode("literal_error").WithMessage($"Input should be '{UserRole.User}' or '{UserRole.Admin}'");
        RuleFor(i => i.Reason).IsReason();
    }
}
