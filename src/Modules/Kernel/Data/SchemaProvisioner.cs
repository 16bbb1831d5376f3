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
            if (context.WithServiceRole)
            {
                await ProvisionServiceRoleAsync(context, cancellationToken);
            }
        }
    }

    /// <summary>A service may read which migrations there are, to know whether it fits, and no more.</summary>
    public async Task ProtectHistoriesAsync(IReadOnlyList<ModuleContext> contexts, CancellationToken cancellationToken)
    {
        foreach (var manifest in contexts.Where(c => c.WithServiceRole).Select(c => c.Manifest))
        {
            var history = $"{Quoted(manifest.Schema)}.{ModuleDataRegistration.HistoryTable}";
            await ExecuteAsync(
                $"""
                DO $$ BEGIN
                    -- A module that has no migration yet has no history.
                    IF to_regclass('{history}') IS NOT NULL THEN REVOKE INSERT, UPDATE, DELETE ON {history} FROM {Quoted(databases.ServiceRoleOf(manifest))}; END IF;
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
