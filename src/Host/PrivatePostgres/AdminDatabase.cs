using System.Net.Sockets;
using Npgsql;

namespace Monolith.Host.PrivatePostgres;

/// <summary>The superuser's way in, over the socket.</summary>
internal static class AdminDatabase
{
    public const string User = "monolith_admin";
    public const string Name = "monolith";
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public static string ConnectionString(string socketDirectory, int port, string password, string database = Name) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketDirectory,
            Port = port,
            Username = User,
            Password = password,
            Database = database,
        }.ConnectionString;

    /// <summary>Waits until the server takes connections, and makes the database where it is missing.</summary>
    /// <returns>False when the server refuses the password.</returns>
    public static async Task<bool> EnsureAsync(
        Postmaster postmaster, string password, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                await CreateWhereMissingAsync(postmaster, password, cancellationToken);
                return true;
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                return false;
            }
            catch (NpgsqlException notYet) when (
                (notYet.IsTransient || notYet.InnerException is SocketException) && postmaster.IsRunning && time.GetElapsedTime(begin) < limit)
            {
                await Task.Delay(s_pause, time, cancellationToken);
            }
            catch (NpgsqlException failed)
            {
                throw new PrivatePostgresException(
                    $"The private PostgreSQL (process {postmaster.ProcessId}, socket in '{postmaster.SocketDirectory}') runs and cannot be used: {failed.Message}", failed);
            }
        }
    }

    private static async Task CreateWhereMissingAsync(Postmaster postmaster, string password, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionString(postmaster.SocketDirectory, postmaster.Port, password, "postgres"))
        {
            Pooling = false,
            Timeout = 5,
        };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = Name } } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
