using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Domain;
using Monolith.Auth.Passwords;
using Monolith.Kernel.Data;
using Monolith.Kernel.Security;

namespace Monolith.Auth.Data;

/// <summary>
/// The first admin, as configured. Made, never promoted: whoever signed up first with the configured name or address would be the admin otherwise.
/// </summary>
internal sealed partial class Administrator(
    AuthDbContext database, PasswordHashing passwords, AuthSettings settings, TimeProvider time, ILogger<Administrator> logger) : ISeed
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var account = settings.Administrator;
        var (username, email) = (Username.Normalize(account.Username!), EmailAddress.Normalize(account.Email!));
        var existing = await database.Users.Where(u => u.NormalizedUsername == username || u.NormalizedEmail == email).ToListAsync(cancellationToken);
        if (existing.Count == 0)
        {
            var hash = await passwords.HashAsync(account.Password!, cancellationToken);
            await database.RegisterAsync(User.SignUp(account.Username!.Trim(), account.Email!, mobile: null, hash, time.GetUtcNow()).AsAdmin(), cancellationToken);
        }
        else if (existing is not [{ Role: UserRole.Admin }])
        {
            LogTaken();
        }
    }

    [LoggerMessage(EventIds.AdministratorTaken, LogLevel.Error, "Auth:Administrator was not made: somebody has this username or e-mail address, and is not promoted. Configure another, or have an admin do it")]
    private partial void LogTaken();
}
