using Monolith.Strangler.Cutover.Replication;
using Npgsql;

namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>The roles that own or may use the module's tables must be on both servers, with the same password.</summary>
internal sealed class RolesCheck : IPlanCheck
{
    private const string Subject = "roles";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var missing = await new ModuleRoles(subject.Names, subject.Monolith, subject.Own).MissingAsync(cancellationToken);
        if (missing.Count == 0)
        {
            return [Finding.Ready(Subject, Place.Own, "all are on its server")];
        }

        return await MayReadPasswordsAsync(subject.Monolith, cancellationToken)
            ? [Finding.Ready(Subject, Place.Own, $"{string.Join(", ", missing)} missing; 'replicate' makes them, with the passwords they have")]
            : [.. missing.Select(role => new Finding(Verdict.Blocks, Subject, Place.Own, $"{role} is missing, and its password cannot be read from the monolith's server",
                $"CREATE ROLE {Sql.Name(role)} LOGIN NOINHERIT PASSWORD '...'; -- the one it has"))];
    }

    private static async Task<bool> MayReadPasswordsAsync(CutoverDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync("SELECT rolpassword FROM pg_authid LIMIT 0", cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
