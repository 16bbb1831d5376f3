using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Makes the module's empty tables in its own database as they are in the monolith's: by <c>pg_dump --schema-only</c>, with the roles and extensions they
/// name, and with the history of the migrations that made them.
/// </summary>
internal sealed class SchemaCopy(ModuleNames names, CutoverDatabase from, CutoverDatabase to, string pgDump)
{
    /// <summary>Does nothing where the schema has tables already.</summary>
    /// <exception cref="CutoverException">A role cannot be made, or pg_dump failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await new ModuleRoles(names, from, to).MakeAsync(cancellationToken);
        if ((await new ModuleTables(to, names).NamesAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        await MakeExtensionsAsync(cancellationToken);
        // The tables and their history as of one moment: a migration in between would be in the one and not in the other.
        await using var reading = await from.OpenAsync(cancellationToken);
        await using var moment = await reading.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var script = await DumpAsync(await ScalarAsync<string>(reading, "SELECT pg_export_snapshot()", cancellationToken), cancellationToken);
        await using var connection = await to.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, script, cancellationToken);
        await CopyHistoryAsync(reading, connection, cancellationToken);
        await new DeferredIndexes(to, names).PutOffAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // The script clears the search path of its session.
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task MakeExtensionsAsync(CancellationToken cancellationToken)
    {
        var extensions = await from.RowsAsync(
            "SELECT e.extname::text, n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' AND n.nspname <> 'pg_catalog'",
            r => (Name: r.GetString(0), Schema: r.GetString(1)), cancellationToken);
        var available = await to.RowsAsync("SELECT name::text FROM pg_available_extensions", r => r.GetString(0), cancellationToken);
        // Another module's may not be installed there. What this one needs and does not find is an error of the script.
        foreach (var (name, schema) in extensions.Where(e => available.Contains(e.Name, StringComparer.Ordinal)))
        {
            await to.ExecuteAsync(
                $"CREATE SCHEMA IF NOT EXISTS {Sql.Name(schema)}; GRANT USAGE ON SCHEMA {Sql.Name(schema)} TO PUBLIC; CREATE EXTENSION IF NOT EXISTS {Sql.Name(name)} SCHEMA {Sql.Name(schema)}", cancellationToken);
        }
    }

    private async Task<string> DumpAsync(string snapshot, CancellationToken cancellationToken)
    {
        using var process = PostgresProgram.Start(
            pgDump, from, "--schema-only", $"--schema={names.Schema}", "--no-publications", "--no-subscriptions", $"--snapshot={snapshot}");
        var script = "";
        await PostgresProgram.EndAsync(
            process, async stop => script = await process.StandardOutput.ReadToEndAsync(stop), $"pg_dump could not read the schema {names.Schema} of {from.Description}", cancellationToken);
        // Newer ones put commands for psql around the statements.
        return string.Join('\n', script.Split('\n').Where(line => !line.StartsWith('\\') && !line.StartsWith("CREATE TRIGGER monolith_guard ", StringComparison.Ordinal)));
    }

    private async Task CopyHistoryAsync(NpgsqlConnection reading, NpgsqlConnection writing, CancellationToken cancellationToken)
    {
        var history = $"{names.Schema}.{ModuleNames.HistoryTable}";
        if (!await ScalarAsync<bool>(reading, $"SELECT to_regclass({Sql.Text(history)}) IS NOT NULL", cancellationToken))
        {
            return;
        }

        using var rows = await reading.BeginTextExportAsync($"COPY {history} TO STDOUT", cancellationToken);
        await using var copy = await writing.BeginTextImportAsync($"COPY {history} FROM STDIN", cancellationToken);
        await copy.WriteAsync((await rows.ReadToEndAsync(cancellationToken)).AsMemory(), cancellationToken);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
