using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The roles that own the module's tables or may use them: they are made on the other server, with the password they have.</summary>
internal sealed class ModuleRoles(ModuleNames names, CutoverDatabase from, CutoverDatabase to)
{
    public Task<List<string>> NamesAsync(CancellationToken cancellationToken) => from.RowsAsync(
        """
        SELECT DISTINCT r.rolname::text FROM pg_roles r JOIN (
            SELECT nspowner AS id FROM pg_namespace WHERE nspname = @schema
            UNION SELECT (aclexplode(nspacl)).grantee FROM pg_namespace WHERE nspname = @schema
            UNION SELECT relowner FROM pg_class WHERE relnamespace = to_regnamespace(@schema)
            UNION SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE relnamespace = to_regnamespace(@schema)
            UNION SELECT (aclexplode(defaclacl)).grantee FROM pg_default_acl WHERE defaclnamespace = to_regnamespace(@schema)) used ON used.id = r.oid
        ORDER BY 1
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema));

    public async Task<List<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var wanted = await NamesAsync(cancellationToken);
        var there = await to.RowsAsync("SELECT rolname::text FROM pg_roles WHERE rolname = ANY (@roles)", r => r.GetString(0), cancellationToken, ("roles", wanted.ToArray()));
        return [.. wanted.Except(there, StringComparer.Ordinal)];
    }

    /// <summary>Makes those that are missing, and lets all of them in.</summary>
    /// <exception cref="CutoverException">A password cannot be read.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        foreach (var role in await MissingAsync(cancellationToken))
        {
            await to.ExecuteSecretAsync($"CREATE ROLE {Sql.Name(role)} LOGIN NOINHERIT {await PasswordAsync(role, cancellationToken)}", cancellationToken);
            await to.ExecuteAsync($"GRANT {Sql.Name(role)} TO CURRENT_USER", cancellationToken);
        }

        foreach (var role in await NamesAsync(cancellationToken))
        {
            await to.ExecuteAsync($"GRANT CONNECT ON DATABASE {Sql.Name(to.Connection.Database!)} TO {Sql.Name(role)}", cancellationToken);
        }
    }

    /// <summary>The verifier as the other server keeps it: who has the password can log in on both.</summary>
    private async Task<string> PasswordAsync(string role, CancellationToken cancellationToken)
    {
        try
        {
            var verifier = await from.ScalarAsync<string>("SELECT rolpassword FROM pg_authid WHERE rolname = @role", cancellationToken, ("role", role));
            return verifier is null ? "" : $"PASSWORD {Sql.Text(verifier)}";
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new CutoverException(
                $"Role {role} is missing in {to.Description}, and its password cannot be read from {from.Description}. Make it there by hand: CREATE ROLE {Sql.Name(role)} LOGIN NOINHERIT PASSWORD '...', with the password of the one that exists.", e);
        }
    }
}
