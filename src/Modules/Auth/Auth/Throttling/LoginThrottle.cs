using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Auth.Throttling;

/// <summary>
/// Limits guessing over all hosts. An attempt is reserved before its password is checked, under a lock on its account and its address, so that guesses
/// made in parallel cannot all find the same budget; it is given back when the password was right.
/// </summary>
internal sealed partial class LoginThrottle(
    [FromKeyedServices("auth")] ModuleConnections database, AuthSettings settings, AuthSecrets secrets, ILogger<LoginThrottle> logger)
{
    private const string History =
        """
        SELECT clock.now,
            (SELECT attempted_at FROM auth.login_attempts WHERE account = @account AND address = @address AND attempted_at > clock.now - @window
                ORDER BY attempted_at DESC OFFSET @pair - 1 LIMIT 1),
            (SELECT attempted_at FROM auth.login_attempts WHERE account = @account AND address = @address AND attempted_at > clock.now - @window
                ORDER BY attempted_at DESC OFFSET @stranger - 1 LIMIT 1),
            (SELECT attempted_at FROM auth.login_attempts WHERE address = @address AND attempted_at > clock.now - @window
                ORDER BY attempted_at DESC OFFSET @every_account - 1 LIMIT 1),
            EXISTS (SELECT FROM auth.login_attempts WHERE account = @account AND attempted_at > clock.now - @attack_window OFFSET @attack),
            EXISTS (SELECT FROM auth.login_origins WHERE account = @account AND address = @address AND last_success_at > clock.now - @remember)
        FROM (SELECT clock_timestamp() AS now) AS clock
        """;

    private readonly LoginThrottleSettings _limits = settings.LoginThrottle;
    private readonly LoginOriginKeys _keys = new(secrets);

    /// <summary>Asks for an attempt.</summary>
    public async Task<LoginPermit> ReserveAsync(string email, IPAddress? from, CancellationToken cancellationToken)
    {
        var (account, address) = (_keys.OfAccount(email), _keys.OfAddress(from));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var history = await LockAndReadAsync(connection, account, address, cancellationToken);
        if (history.MustWait(_limits.Window) is { } wait)
        {
            LogThrottled((int)wait.TotalSeconds);
            return new LoginPermit(0, account, address, wait);
        }

        if (history.IsUnderAttack)
        {
            LogUnderAttack();
        }

        await using var reserve = new NpgsqlCommand(
            "INSERT INTO auth.login_attempts (account, address, attempted_at) VALUES (@account, @address, clock_timestamp()) RETURNING id", connection);
        reserve.Parameters.AddWithValue("account", account);
        reserve.Parameters.AddWithValue("address", address);
        var id = (long)(await reserve.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return new LoginPermit(id, account, address, RetryAfter: null);
    }

    /// <summary>Gives the attempt back, because the password was right, and remembers where the owner is.</summary>
    public async Task SucceededAsync(LoginPermit permit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("DELETE FROM auth.login_attempts WHERE id = $1") { Parameters = { new() { Value = permit.AttemptId } } });
        batch.BatchCommands.Add(new(
            """
            INSERT INTO auth.login_origins AS o (account, address, last_success_at) VALUES ($1, $2, now())
            ON CONFLICT (account, address) DO UPDATE SET last_success_at = now() WHERE o.last_success_at < now() - interval '1 day'
            """)
        { Parameters = { new() { Value = permit.Account }, new() { Value = permit.Address } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<LoginHistory> LockAndReadAsync(NpgsqlConnection connection, byte[] account, byte[] address, CancellationToken cancellationToken)
    {
        // Always the account first: two log-ins never wait for each other in a ring. The read has a newer snapshot than the locks, being its own statement.
        await using var locks = new NpgsqlBatch(connection);
        locks.BatchCommands.Add(Lock(account));
        locks.BatchCommands.Add(Lock(address));
        await locks.ExecuteNonQueryAsync(cancellationToken);

        await using var read = new NpgsqlCommand(History, connection);
        read.Parameters.AddWithValue("account", account);
        read.Parameters.AddWithValue("address", address);
        read.Parameters.AddWithValue("window", _limits.Window);
        read.Parameters.AddWithValue("pair", _limits.PerAccountAndAddress);
        read.Parameters.AddWithValue("stranger", _limits.PerStrangerUnderAttack);
        read.Parameters.AddWithValue("every_account", _limits.PerAddress);
        read.Parameters.AddWithValue("attack_window", _limits.AttackWindow);
        read.Parameters.AddWithValue("attack", _limits.AttackThreshold);
        read.Parameters.AddWithValue("remember", _limits.RememberOriginsFor);
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new LoginHistory(row.GetDateTime(0), Time(row, 1), Time(row, 2), Time(row, 3), row.GetBoolean(4), row.GetBoolean(5));
    }

    private static NpgsqlBatchCommand Lock(byte[] key)
        => new("SELECT pg_advisory_xact_lock($1)") { Parameters = { new() { Value = BinaryPrimitives.ReadInt64LittleEndian(key) } } };

    private static DateTime? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);

    [LoggerMessage(EventIds.LoginThrottled, LogLevel.Information, "A log-in was throttled; it may be tried again in {Seconds} s")]
    private partial void LogThrottled(int seconds);

    [LoggerMessage(EventIds.AccountUnderAttack, LogLevel.Warning, "An account has more failed log-ins than one person makes; strangers to it are slowed down")]
    private partial void LogUnderAttack();
}
