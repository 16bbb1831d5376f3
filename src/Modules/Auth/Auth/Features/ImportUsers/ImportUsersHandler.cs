using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Domain;
using Npgsql;

namespace Monolith.Auth.Features.ImportUsers;

internal sealed partial class ImportUsersHandler(
    [FromKeyedServices("auth")] NpgsqlDataSource database, IValidator<ImportedUser> validator, ILogger<ImportUsersHandler> logger)
    : IRequestHandler<ImportUsersCommand, ImportUsersOutcome>
{
    // Looks first: an identity value taken for a row that is then refused would be lost.
    private const string Insert =
        """
        INSERT INTO auth.users (name, email, normalized_email, password_hash, created_at)
        SELECT new.name, new.email, new.normalized_email, new.password_hash, now()
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS new (name, email, normalized_email, password_hash, position)
        WHERE NOT EXISTS (SELECT FROM auth.users AS old WHERE old.normalized_email = new.normalized_email)
        ORDER BY new.position
        ON CONFLICT (normalized_email) DO NOTHING
        """;

    public async Task<ImportUsersOutcome> Handle(ImportUsersCommand request, CancellationToken cancellationToken)
    {
        var users = request.Users;
        var errors = users.SelectMany((user, index) => ErrorsOf(user, index)).Concat(Repeated(users)).ToList();
        if (errors.Count > 0)
        {
            return new(0, 0, errors);
        }

        await using var command = database.CreateCommand(Insert);
        foreach (var column in (Func<ImportedUser, string>[])[u => u.Name!, u => u.Email!, u => EmailAddress.Normalize(u.Email!), u => u.PasswordHash!])
        {
            command.Parameters.Add(new() { Value = users.Select(column).ToArray() });
        }

        var created = await command.ExecuteNonQueryAsync(cancellationToken);
        LogImported(created, users.Count - created);
        return new(created, users.Count - created, []);
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
}
