using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// One schema per module, owned by the module's role, and a second role for its extracted service, which may use the tables but not change them.
/// Every statement may be repeated.
/// </summary>
internal sealed class SchemaProvisioner(NpgsqlConnection connection, ModuleDatabases databases)
{
    public async Task RunAsync(IReadOnlyList<ModuleContext> contexts, CancellationToken cancellationToken)
    {
        var extensions = contexts.SelectMany(c => c.Manifest.PostgresExtensions).Distinct(StringComparer.Ordinal).ToList();
        await ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {DatabaseMigrator.ExtensionsSchema}", cancellationToken);
        await ExecuteAsync($"GRANT USAGE ON SCHEMA {DatabaseMigrator.ExtensionsSchema} TO PUBLIC", cancellationToken);
        foreach (var extension in extensions)
        {
            await ExecuteAsync($"CREATE EXTENSION IF NOT EXISTS {Quoted(extension)} SCHEMA {DatabaseMigrator.ExtensionsSchema}", cancellationToken);
        }

        foreach (var context in contexts)
        {
            await ProvisionSchemaAsync(context, cancellationToken);
            await ProvisionServiceRoleAsync(context, cancellationToken);
        }
    }

    /// <summary>
    /// After the migrations: takes back from each service's role what it must not do. It may read which migrations there are, to know whether it fits, and
    /// add rows to append-only tables, and no more. Each context's statements are one transaction: no moment grants more.
    /// </summary>
    public async Task GrantServiceRolesAsync(IReadOnlyList<ModuleContext> contexts, CancellationToken cancellationToken)
    {
        foreach (var context in contexts)
        {
            var (schema, service) = (Quoted(context.Manifest.Schema), Quoted(databases.ServiceRoleOf(context.Manifest)));
            var history = $"{schema}.{ModuleDataRegistration.HistoryTable}";
            // The Host itself runs as this role, perhaps on tables that are older than the role and its default privileges.
            var grant = context.Role == ModuleRole.Service ? $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {service};" : "";
            var appendOnly = context.AppendOnlyTables.Select(table => $"REVOKE UPDATE, DELETE, TRUNCATE ON {schema}.{Quoted(table)} FROM {service};");
            await ExecuteAsync(
                $"""
                {grant}
                {string.Join('\n', appendOnly)}
                DO $$ BEGIN
                    -- A module that has no migration yet has no history.
                    IF to_regclass('{history}') IS NOT NULL THEN REVOKE INSERT, UPDATE, DELETE ON {history} FROM {service}; END IF;
                END $$
                """,
                cancellationToken);
        }
    }

    private async Task ProvisionSchemaAsync(ModuleContext context, CancellationToken cancellationToken)
    {
        var owner = databases.RoleOf(context.Manifest);
        await EnsureRoleAsync(owner, cancellationToken);
        await ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Quoted(context.Manifest.Schema)} AUTHORIZATION {Quoted(owner)}", cancellationToken);
    }

    private async Task ProvisionServiceRoleAsync(ModuleContext context, CancellationToken cancellationToken)
    {
        var (owner, service, schema) = (databases.RoleOf(context.Manifest), databases.ServiceRoleOf(context.Manifest), Quoted(context.Manifest.Schema));
        await EnsureRoleAsync(service, cancellationToken);
        await ExecuteAsync(
            $"""
            GRANT USAGE ON SCHEMA {schema} TO {Quoted(service)};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Quoted(owner)} IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {Quoted(service)};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Quoted(owner)} IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {Quoted(service)};
            """,
            cancellationToken);
    }

    private async Task EnsureRoleAsync(string role, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_roles WHERE rolname = @role", connection);
        exists.Parameters.AddWithValue("role", role);
        var verb = await exists.ExecuteScalarAsync(cancellationToken) is null ? "CREATE" : "ALTER";
        await ExecuteAsync(
            $"""
            {verb} ROLE {Quoted(role)} LOGIN NOINHERIT PASSWORD '{ScramVerifier.Create(databases.PasswordOf(role))}';
            DO $$ BEGIN
                -- A managed PostgreSQL gives no superuser; to create objects for a role its administrator must be a member of it.
                IF NOT pg_has_role(current_user, '{role}', 'MEMBER') THEN EXECUTE 'GRANT {Quoted(role)} TO CURRENT_USER'; END IF;
            END $$;
            """,
            cancellationToken);
    }

    // Role and schema names come from manifests and a validated prefix, never from a request; quoted all the same.
    private static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
