using System.Text.Json;
using Npgsql;

namespace Monolith.Bench.Flip;

/// <summary>How long after its commit each version of the flags was in use: the commit by the database's record of it, the use by the watched host's log, both on this machine's clock.</summary>
internal static class AppliedVersions
{
    private const string Message = "Routing by version";

    public static async Task<IReadOnlyList<TimeSpan>> SinceCommitAsync(NpgsqlDataSource store, string log, int newest)
    {
        var applied = await ReadAsync(log);
        await using var command = store.CreateCommand(
            "SELECT version, pg_xact_commit_timestamp(xmin) FROM strangler.flag_versions ORDER BY version DESC LIMIT @newest");
        command.Parameters.AddWithValue("newest", newest);
        await using var reader = await command.ExecuteReaderAsync();
        var times = new List<TimeSpan>(newest);
        while (await reader.ReadAsync())
        {
            times.Add(applied[reader.GetInt64(0)] - reader.GetFieldValue<DateTimeOffset>(1));
        }

        return times;
    }

    private static async Task<Dictionary<long, DateTimeOffset>> ReadAsync(string log)
    {
        var applied = new Dictionary<long, DateTimeOffset>();
        await foreach (var line in File.ReadLinesAsync(log))
        {
            if (line.Contains(Message, StringComparison.Ordinal))
            {
                using var entry = JsonDocument.Parse(line);
                // The log's clock is cut to milliseconds; half of one is added on average.
                applied[entry.RootElement.GetProperty("State").GetProperty("Version").GetInt64()]
                    = entry.RootElement.GetProperty("Timestamp").GetDateTimeOffset().AddMilliseconds(0.5);
            }
        }

        return applied;
    }
}
