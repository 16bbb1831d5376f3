using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>A connection that ends when it is closed: nobody else gets it, and the server does not keep it for as long as the process lives.</summary>
internal static class UnpooledConnection
{
    public static string StringOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(StringOf(connectionString));
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
