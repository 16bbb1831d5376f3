using Microsoft.AspNetCore.Authorization;

namespace Monolith.Kernel.Security;

/// <summary>Only users whose token has the role <see cref="UserRole.Admin"/>; anybody else who is signed in gets 403 in the frontend's words.</summary>
public sealed class AdminOnlyAttribute : AuthorizeAttribute
{
    /// <summary>Guards an action or all of a controller.</summary>
    public AdminOnlyAttribute() => Roles = UserRole.Admin;
}
