using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Passwords;
using Monolith.Auth.Sessions;
using Monolith.Auth.Throttling;

namespace Monolith.Auth.Features.Login;

internal sealed partial class LoginHandler(
    AuthDbContext database,
    LoginThrottle throttle,
    PasswordHashing passwords,
    SessionIssuer sessions,
    AuthSettings settings,
    TimeProvider time,
    ILogger<LoginHandler> logger) : IRequestHandler<LoginCommand, LoginOutcome>
{
    // Another log-in may bring the hash up to date while this one is checked against the old one. Each host may do so in its own best format, hence not just twice.
    private const int MostChecks = 3;

    public async Task<LoginOutcome> Handle(LoginCommand request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var user = await FindAsync(request.Name, cancellationToken);
        // An account has one budget, by whichever of its names it is tried.
        var permit = await throttle.ReserveAsync(user?.NormalizedEmail ?? request.Name.Normalized, request.Origin.Address, cancellationToken);
        if (permit.RetryAfter is { } wait)
        {
            return new LoginOutcome.Throttled(wait);
        }

        if (await SignInAsync(user, request, cancellationToken) is not { } signedIn)
        {
            await Task.Delay(FailedLoginFloor.Remaining(time.GetElapsedTime(began), settings.FailedLoginFloor), time, cancellationToken);
            return new LoginOutcome.WrongCredentials();
        }

        await throttle.SucceededAsync(permit, cancellationToken);
        return signedIn;
    }

    private async Task<LoginOutcome.SignedIn?> SignInAsync(User? user, LoginCommand request, CancellationToken cancellationToken)
    {
        for (var check = 1; ; check++)
        {
            var verdict = await passwords.VerifyAsync(request.Password, user?.PasswordHash, cancellationToken);
            if (user is null || verdict == PasswordVerdict.Wrong)
            {
                return null;
            }

            if (await sessions.StartAsync(user, request.Origin, request.IsRefreshable, cancellationToken) is var (tokens, role))
            {
                if (verdict == PasswordVerdict.RightButOutdated)
                {
                    await RehashAsync(user, request.Password, cancellationToken);
                }

                return new(tokens, role);
            }

            if (check == MostChecks)
            {
                return null;
            }

            user = await FindAsync(request.Name, cancellationToken);
        }
    }

    private Task<User?> FindAsync(LoginName name, CancellationToken cancellationToken)
    {
        var (users, normalized) = (database.Users.AsNoTracking(), name.Normalized);
        return name is LoginName.Email
            ? users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellationToken)
            : users.SingleOrDefaultAsync(u => u.NormalizedUsername == normalized, cancellationToken);
    }

    private async Task RehashAsync(User user, string password, CancellationToken cancellationToken)
    {
        var (hash, outdated) = (await passwords.HashAsync(password, cancellationToken), user.PasswordHash);
        // Not when the password was changed meanwhile.
        await database.Users.Where(u => u.Id == user.Id && u.PasswordHash == outdated)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), cancellationToken);
        LogRehashed(user.Id);
    }

    [LoggerMessage(EventIds.PasswordRehashed, LogLevel.Information, "The password of user {UserId} is kept in today's format from now on")]
    private partial void LogRehashed(int userId);
}
