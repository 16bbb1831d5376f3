using MediatR;

namespace Monolith.Auth.Features.Signup;

/// <summary>Makes an account that logs in by its username.</summary>
/// <param name="Input">Valid.</param>
internal sealed record SignupCommand(SignupInput Input) : IRequest<SignupOutcome>;

/// <summary>What became of it.</summary>
/// <param name="UserId">The new account; null when somebody has the username or the e-mail address.</param>
internal sealed record SignupOutcome(int? UserId);
