using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Auth.Maintenance;

/// <summary>Removes rows that decide nothing any more. Every host does; they do not get in each other's way.</summary>
internal sealed partial class AuthCleanup(
    [FromKeyedServices("auth")] ModuleConnections database, AuthSettings settings, TimeProvider time, ILogger<AuthCleanup> logger)
    : PeriodicDatabaseWork(TimeSpan.FromMinutes(5), time, startsAtOnce: false)
{
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var throttle = settings.LoginThrottle;
        var longestWindow = throttle.Window > throttle.AttackWindow ? throttle.Window : throttle.AttackWindow;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Delete("DELETE FROM auth.login_attempts WHERE attempted_at < now() - $1", longestWindow));
        batch.BatchCommands.Add(Delete("DELETE FROM auth.login_origins WHERE last_success_at < now() - $1", throttle.RememberOriginsFor));
        // A session that is missing counts as logged out, so it stays well beyond the last moment at which anybody asks.
        batch.BatchCommands.Add(Delete("DELETE FROM auth.sessions WHERE greatest(expires_at, refreshable_until) < now() - $1", TimeSpan.FromDays(1)));
        // Counted for an hour after they were made, whatever became of them.
        batch.BatchCommands.Add(Delete("DELETE FROM auth.mail_tokens WHERE expires_at < now() - $1", TimeSpan.FromHours(1)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private static NpgsqlBatchCommand Delete(string sql, TimeSpan age) => new(sql) { Parameters = { new() { Value = age } } };

    [LoggerMessage(EventIds.CleanupFailed, LogLevel.Warning, "Old sessions and log-in attempts could not be removed; trying again later")]
    private partial void LogFailed(Exception exception);
}
