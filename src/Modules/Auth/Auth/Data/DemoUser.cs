using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Domain;
using Monolith.Auth.Passwords;
using Monolith.Kernel.Data;

namespace Monolith.Auth.Data;

/// <summary>The account that the frontend's documentation names. Its password is public: only where <c>Seed:Demo</c> says so.</summary>
internal sealed class DemoUser(AuthDbContext database, PasswordHashing passwords, TimeProvider time) : ISeed
{
    private const string Name = "Test User";
    private const string Email = "test@example.com";
    private const string Password = "password";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await database.Users.AnyAsync(u => u.NormalizedEmail == Email, cancellationToken))
        {
            return;
        }

        await database.RegisterAsync(User.Register(Name, Email, await passwords.HashAsync(Password, cancellationToken), time.GetUtcNow()), cancellationToken);
    }
}
