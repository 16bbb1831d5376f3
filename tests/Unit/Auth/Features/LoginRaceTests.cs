using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Mail;
using Monolith.Auth.Passwords;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

/// <summary>A log-in takes its time between reading the account and beginning the session; what takes a role or a password away must not fall in between.</summary>
public sealed class LoginRaceTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Login_WhileItsRoleIsTaken_HasTheNewRoleOrIsEnded()
    {
        var (root, ana) = (await AdminAsync("root"), await AdminAsync("ana"));
        await using var pause = await PauseAsync("ana");
        var demotion = Host.SendAsync(new SetUserRole(ana, "user", root));
        await WaitersAsync(1);

        var login = Host.TradingLoginAsync("ana");
        await WaitersOrEndAsync(2, login);
        await pause.DisposeAsync();

        (await demotion).Succeeded.ShouldBeTrue();
        var (status, body) = await login;
        status.ShouldBe(200);
        ((string)body!["role"]!).ShouldBe("user");
        (await SessionsOfAsync(ana)).ShouldBe(1, "the log-in's own, with the role of now");
    }

    [Fact]
    public async Task Login_WhileItsPasswordIsReset_IsWrong()
    {
        var ana = (int)(await Host.SignupAsync("ana", "ana@example.com")).Body!["user_id"]!;
        var token = await ResetTokenAsync(ana);
        await using var pause = await PauseAsync("ana");
        var reset = Host.PostAsync("/api/auth/password/reset", new { token, password = "another secret" });
        await WaitersAsync(1);

        var login = Host.PostAsync("/api/auth/sessions", new { username = "ana", password = "secret1" });
        await WaitersOrEndAsync(2, login);
        await pause.DisposeAsync();

        (await reset).Status.ShouldBe(200);
        (await login).Status.ShouldBe(401);
        (await SessionsOfAsync(ana)).ShouldBe(0);
        (await Host.TradingLoginAsync("ana", "another secret")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_WhileAnotherBringsTheHashUpToDate_IsStillRight()
    {
        await Host.SignupAsync("ana", "ana@example.com");
        var hash = await Host.Get<PasswordHashing>().HashAsync("secret1", CancellationToken.None);
        await using var connection = await fixture.Database.DataSource.OpenConnectionAsync();
        await using var other = await connection.BeginTransactionAsync();
        await using (var rehash = new NpgsqlCommand("UPDATE auth.users SET password_hash = $1", connection) { Parameters = { new() { Value = hash } } })
        {
            await rehash.ExecuteNonQueryAsync();
        }

        var login = Host.TradingLoginAsync("ana");
        await WaitersOrEndAsync(1, login);
        await other.CommitAsync();

        (await login).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refresh_WhileTheRoleIsTaken_LeavesNoSession()
    {
        var (root, ana) = (await AdminAsync("root"), await AdminAsync("ana"));
        var refresh = (string)(await Host.PostAsync("/api/auth/sessions", new { username = "ana", password = "secret1" })).Body!["refresh_token"]!;
        await using var pause = await PauseAsync("ana");
        var demotion = Host.SendAsync(new SetUserRole(ana, "user", root));
        await WaitersAsync(1);

        var renewal = Host.PostAsync("/api/auth/sessions/refresh", new { refresh_token = refresh });
        await WaitersOrEndAsync(2, renewal);
        await pause.DisposeAsync();

        (await demotion).Succeeded.ShouldBeTrue();
        (await renewal).Status.ShouldBeOneOf(200, 401);
        (await SessionsOfAsync(ana)).ShouldBe(0);
    }

    private async Task<int> AdminAsync(string username)
    {
        var id = (int)(await Host.SignupAsync(username, $"{username}@example.com")).Body!["user_id"]!;
        await fixture.Database.QueryAsync<object>($"UPDATE auth.users SET role = 'admin' WHERE id = {id}");
        return id;
    }

    private async Task<string> ResetTokenAsync(int user)
    {
        var token = OpaqueToken.New();
        await using var scope = Host.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AuthDbContext>();
        database.MailTokens.Add(MailToken.Of(user, MailPurpose.ResetPassword, token, TimeProvider.System.GetUtcNow()));
        await database.SaveChangesAsync();
        return token;
    }

    /// <summary>Keeps whoever ends the user's sessions waiting at the last step, until it is disposed of.</summary>
    private async Task<NpgsqlConnection> PauseAsync(string username)
    {
        (await Host.TradingLoginAsync(username)).Status.ShouldBe(200);
        var connection = await fixture.Database.DataSource.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT FROM auth.sessions FOR UPDATE", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    private Task WaitersAsync(int count) => WaitersOrEndAsync(count, new TaskCompletionSource<(int, JsonNode?)>().Task);

    /// <summary>Waits until so many wait for a lock, or the request that should have waited has ended.</summary>
    private Task WaitersOrEndAsync(int count, Task request) => Eventually.BecomesAsync(
        async () => request.IsCompleted
            || await fixture.Database.QueryAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= count,
        true, TimeSpan.FromSeconds(30));

    private Task<long> SessionsOfAsync(int user)
        => fixture.Database.QueryAsync<long>($"SELECT count(*) FROM auth.sessions WHERE user_id = {user} AND revoked_at IS NULL");
}
