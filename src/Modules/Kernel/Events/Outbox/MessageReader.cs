using Npgsql;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>Reads an event from a row with these columns one after the other: id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data.</summary>
internal static class MessageReader
{
    public static EventMessage Read(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetString(first + 1),
        row.GetFieldValue<DateTimeOffset>(first + 2),
        row.GetValue(first + 3) as string,
        row.GetValue(first + 4) as int?,
        row.GetValue(first + 5) as string,
        row.GetString(first + 6),
        row.GetString(first + 7));
}
