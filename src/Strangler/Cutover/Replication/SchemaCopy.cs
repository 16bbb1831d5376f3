using System.Diagnostics;
using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Makes the module's empty tables in its own database as they are in the monolith's: by <c>pg_dump --schema-only</c>, with the roles and extensions they name.</summary>
internal sealed class SchemaCopy(ModuleNames names, CutoverDatabase from, CutoverDatabase to, string pgDump)
{
    /// <summary>Does nothing where the schema has tables already.</summary>
    /// <exception cref="CutoverException">A role cannot be made, or pg_dump failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((await new ModuleTables(to, names).NamesAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        await MakeRolesAsync(cancellationToken);
        await MakeExtensionsAsync(cancellationToken);
        var script = await DumpAsync(cancellationToken);
        await using var connection = await to.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(script, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // The script clears the search path of its session.
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task MakeRolesAsync(CancellationToken cancellationToken)
    {
        var roles = await from.RowsAsync(
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
        var missing = new List<string>();
        foreach (var role in roles)
        {
            if (!await to.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = @role)", cancellationToken, ("role", role)))
            {
                missing.Add(role);
            }
        }

        foreach (var role in missing)
        {
            await to.ExecuteAsync($"CREATE ROLE {Sql.Name(role)} LOGIN NOINHERIT {await PasswordAsync(role, cancellationToken)}", cancellationToken);
            await to.ExecuteAsync($"GRANT {Sql.Name(role)} TO CURRENT_USER", cancellationToken);
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

    private async Task MakeExtensionsAsync(CancellationToken cancellationToken)
    {
        var extensions = await from.RowsAsync(
            "SELECT e.extname::text, n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' AND n.nspname <> 'pg_catalog'",
            r => (Name: r.GetString(0), Schema: r.GetString(1)), cancellationToken);
        foreach (var (name, schema) in extensions)
        {
            await to.ExecuteAsync(
                $"CREATE SCHEMA IF NOT EXISTS {Sql.Name(schema)}; GRANT USAGE ON SCHEMA {Sql.Name(schema)} TO PUBLIC; CREATE EXTENSION IF NOT EXISTS {Sql.Name(name)} SCHEMA {Sql.Name(schema)}", cancellationToken);
        }
    }

    private async Task<string> DumpAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(pgDump) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--schema-only", $"--schema={names.Schema}", "--no-publications", "--no-subscriptions", $"--dbname={LibpqAddress.Of(new(from.Connection.ConnectionString) { Password = null })}"])
        {
            start.ArgumentList.Add(argument);
        }

        if (from.Connection.Password is { } password)
        {
            // Not among the arguments, which every user of the machine can read.
            start.Environment["PGPASSWORD"] = password;
        }

        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var script = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new CutoverException($"pg_dump could not read the schema {names.Schema} of {from.Description}: {(await errors).Trim()}");
        }

        // Newer ones put commands for psql around the statements.
        return string.Join('\n', script.Split('\n').Where(line => !line.StartsWith('\\') && !line.StartsWith("CREATE TRIGGER monolith_guard ", StringComparison.Ordinal)));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CutoverException($"'{start.FileName}' cannot be started ({e.Message}). It comes with PostgreSQL's client programs (Debian: postgresql-client); name another with --pg-dump.", e);
        }
    }
}
