using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>A file with the module's schema as a database has it, by pg_dump, for its owner's eyes only.</summary>
internal sealed class ModuleDump(CutoverDatabase database, ModuleNames names, string pgDump)
{
    /// <summary>Writes it and reads its contents back.</summary>
    /// <returns>Its length.</returns>
    /// <exception cref="CutoverException">The file is there already or cannot be written, a program failed, or a table is missing in it. No file is left then.</exception>
    public async Task<long> WriteAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = Create(file);
        try
        {
            using var process = PostgresProgram.Start(pgDump, database, "--format=custom", $"--schema={names.Schema}");
            await PostgresProgram.EndAsync(
                process, stop => process.StandardOutput.BaseStream.CopyToAsync(stream, stop), $"pg_dump could not read the schema {names.Schema} of {database.Description}", cancellationToken);
            stream.Flush(flushToDisk: true);
            await VerifyAsync(file, cancellationToken);
            return stream.Length;
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static FileStream Create(string file)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new(file, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CutoverException($"The dump cannot be written: {e.Message} Name another file with --dump.", e);
        }
    }

    private async Task VerifyAsync(string file, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Path.GetDirectoryName(pgDump) ?? "", "pg_restore");
        using var process = PostgresProgram.Start(program, password: null, "--list", file);
        var list = "";
        await PostgresProgram.EndAsync(process, async stop => list = await process.StandardOutput.ReadToEndAsync(stop), $"pg_restore cannot read the dump {file}", cancellationToken);
        var tables = await new ModuleTables(database, names).NamesAsync(cancellationToken);
        if (tables.FirstOrDefault(t => !list.Contains($" TABLE DATA {names.Schema} {t} ", StringComparison.Ordinal)) is { } missing)
        {
            throw new CutoverException($"The dump {file} has no rows of {names.Schema}.{missing}.");
        }
    }
}
