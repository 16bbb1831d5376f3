using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.ImportUsers;

internal sealed partial class ImportUsersHandler(AuthDbContext database, IValidator<ImportedUser> validator, ILogger<ImportUsersHandler> logger)
    : IRequestHandler<ImportUsersCommand, ImportUsersOutcome>
{
    public async Task<ImportUsersOutcome> Handle(ImportUsersCommand request, CancellationToken cancellationToken)
    {
        var users = request.Users;
        var errors = users.SelectMany((user, index) => ErrorsOf(user, index)).Concat(Repeated(users)).ToList();
        if (errors.Count > 0)
        {
            return new(0, 0, errors);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var created = await InsertAsync(users, cancellationToken);
        foreach (var user in created)
        {
            database.Announce(new UserRegistered(user.Id, Username: null, user.Email, Mobile: null, user.CreatedAt));
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogImported(created.Count, users.Count - created.Count);
        return new(created.Count, users.Count - created.Count, []);
    }

    // Looks first: an identity value taken for a row that is then refused would be lost.
    private Task<List<CreatedUser>> InsertAsync(IReadOnlyList<ImportedUser> users, CancellationToken cancellationToken)
    {
        var (names, emails) = (users.Select(u => u.Name!).ToArray(), users.Select(u => u.Email!).ToArray());
        var (normalized, hashes) = (emails.Select(EmailAddress.Normalize).ToArray(), users.Select(u => u.PasswordHash!).ToArray());
        return database.Database.SqlQuery<CreatedUser>(
            $"""
            INSERT INTO auth.users (name, email, normalized_email, password_hash, created_at)
            SELECT new.name, new.email, new.normalized_email, new.password_hash, now()
            FROM unnest({names}, {emails}, {normalized}, {hashes}) WITH ORDINALITY AS new (name, email, normalized_email, password_hash, position)
            WHERE NOT EXISTS (SELECT FROM auth.users AS old WHERE old.normalized_email = new.normalized_email)
            ORDER BY new.position
            ON CONFLICT (normalized_email) DO NOTHING
            RETURNING id AS "Id", email AS "Email", created_at AS "CreatedAt"
            """).ToListAsync(cancellationToken);
    }

    private IEnumerable<ValidationFailure> ErrorsOf(ImportedUser user, int index)
        => validator.Validate(user).Errors.Select(e => new ValidationFailure($"[{index}].{e.PropertyName}", e.ErrorMessage));

    private static IEnumerable<ValidationFailure> Repeated(IReadOnlyList<ImportedUser> users)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < users.Count; index++)
        {
            if (users[index].Email is { } email && !first.TryAdd(EmailAddress.Normalize(email), index))
            {
                yield return new ValidationFailure($"[{index}].{nameof(ImportedUser.Email)}", $"is the same as in [{first[EmailAddress.Normalize(email)]}].");
            }
        }
    }

    [LoggerMessage(EventIds.UsersImported, LogLevel.Information, "{Created} users imported, {Existing} were there already")]
    private partial void LogImported(int created, int existing);

    private sealed record CreatedUser(int Id, string Email, DateTimeOffset CreatedAt);
}
