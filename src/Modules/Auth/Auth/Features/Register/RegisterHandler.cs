using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Passwords;
using Npgsql;

namespace Monolith.Auth.Features.Register;

internal sealed class RegisterHandler(
    AuthDbContext database, IValidator<RegisterInput> validator, PasswordHashing passwords, TimeProvider time) : IRequestHandler<RegisterCommand, RegisterOutcome>
{
    public async Task<RegisterOutcome> Handle(RegisterCommand request, CancellationToken cancellationToken)
    {
        var input = request.Input;
        var validation = validator.Validate(input);
        if (await IsTakenAsync(input.Email, cancellationToken))
        {
            AddTaken(validation);
        }

        if (!validation.IsValid)
        {
            return new(null, validation);
        }

        var user = User.Register(input.Name!, input.Email!, await passwords.HashAsync(input.Password!, cancellationToken), time.GetUtcNow());
        try
        {
            await database.RegisterAsync(user, cancellationToken);
            return new(user, validation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: UserConfiguration.OncePerEmail,
        })
        {
            AddTaken(validation);
            return new(null, validation);
        }
    }

    private async Task<bool> IsTakenAsync(string? email, CancellationToken cancellationToken)
    {
        if (email is null || !EmailAddress.IsValid(email))
        {
            return false;
        }

        var normalized = EmailAddress.Normalize(email);
        return await database.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancellationToken);
    }

    // In the order of the fields: the first text is the message.
    private static void AddTaken(ValidationResult validation)
    {
        var before = validation.Errors.FindIndex(e => e.PropertyName == nameof(RegisterInput.Password));
        validation.Errors.Insert(before < 0 ? validation.Errors.Count : before, new(nameof(RegisterInput.Email), "O e-mail já está em uso."));
    }
}
