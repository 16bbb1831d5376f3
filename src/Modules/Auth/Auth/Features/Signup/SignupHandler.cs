using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Passwords;
using Npgsql;

namespace Monolith.Auth.Features.Signup;

internal sealed class SignupHandler(AuthDbContext database, PasswordHashing passwords, TimeProvider time) : IRequestHandler<SignupCommand, SignupOutcome>
{
    public async Task<SignupOutcome> Handle(SignupCommand request, CancellationToken cancellationToken)
    {
        var input = request.Input;
        var (username, email) = (Username.Normalize(input.Username!), EmailAddress.Normalize(input.Email!));
        // Spares the hash in the usual case; the unique indexes decide.
        if (await database.Users.AnyAsync(u => u.NormalizedUsername == username || u.NormalizedEmail == email, cancellationToken))
        {
            return new(UserId: null);
        }

        var hash = await passwords.HashAsync(input.Password!, cancellationToken);
        var mobile = string.IsNullOrWhiteSpace(input.Mobile) ? null : input.Mobile.Trim();
        var user = User.SignUp(input.Username!.Trim(), input.Email!, mobile, hash, time.GetUtcNow());
        try
        {
            await database.RegisterAsync(user, cancellationToken);
            return new(user.Id);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: UserConfiguration.OncePerEmail or UserConfiguration.OncePerUsername,
        })
        {
            return new(UserId: null);
        }
    }
}
