using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>A connection that a context was given when it found the data elsewhere than before.</summary>
internal sealed record MovedConnection(DatabasePlace Place, NpgsqlConnection Connection);
