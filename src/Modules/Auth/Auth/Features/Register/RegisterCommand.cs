using FluentValidation.Results;
using MediatR;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.Register;

/// <summary>Makes an account.</summary>
internal sealed record RegisterCommand(RegisterInput Input) : IRequest<RegisterOutcome>;

/// <summary>Either the new account or everything that is wrong.</summary>
internal sealed record RegisterOutcome(User? User, ValidationResult Validation);
