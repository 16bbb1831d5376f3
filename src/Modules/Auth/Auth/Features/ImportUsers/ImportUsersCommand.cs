using FluentValidation.Results;
using MediatR;

namespace Monolith.Auth.Features.ImportUsers;

/// <summary>Takes in users with the password hashes they have: all of them, or, when anything is wrong with any, none.</summary>
internal sealed record ImportUsersCommand(IReadOnlyList<ImportedUser> Users) : IRequest<ImportUsersOutcome>;

/// <param name="Created">New accounts.</param>
/// <param name="Existing">Those whose e-mail address had an account already, which stays as it is.</param>
/// <param name="Errors">Everything that is wrong; when there is anything, nothing was imported.</param>
internal sealed record ImportUsersOutcome(int Created, int Existing, IReadOnlyList<ValidationFailure> Errors);
