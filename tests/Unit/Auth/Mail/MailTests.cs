using Microsoft.Extensions.Hosting;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Mail;

public sealed class MailTests : IAsyncLifetime
{
    private readonly TemporaryPostgres _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [SmtpFact]
    public async Task Verification_TokenFromTheMail_CountsOnce()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var host = await StartAsync(smtp.Port);
        await host.RegisterAsync("ana@example.com");
        var access = await host.TokenAsync("ana@example.com");

        (await host.PostAsync("/api/auth/email/verification", body: null, access)).Status.ShouldBe(202);

        var mail = (await smtp.MailsAsync(1))[0];
        mail.ShouldContain("To: ana@example.com");
        mail.ShouldContain("From: monolith@example.com");
        mail.ShouldContain("https://app.example.com/verify#token=");
        var token = SmtpServer.TokenIn(mail);
        (await host.PostAsync("/api/auth/email/verify", new { token })).Status.ShouldBe(200);
        (await host.PostAsync("/api/auth/email/verify", new { token })).Status.ShouldBe(400);
        (await _database.QueryAsync<bool>("SELECT email_verified_at IS NOT NULL FROM auth.users")).ShouldBeTrue();
        (await _database.QueryAsync<long>("SELECT count(*) FROM auth.mail_tokens")).ShouldBe(0);
        host.Log.All.ShouldAllBe(line => !line.Contains(token) && !line.Contains("ana@example.com"));
    }

    [SmtpFact]
    public async Task Reset_TokenFromTheMail_ChangesThePasswordAndEndsAllSessions()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var host = await StartAsync(smtp.Port);
        await host.RegisterAsync("ana@example.com");
        var access = await host.TokenAsync("ana@example.com");
        var refresh = (string)(await host.PostAsync("/api/auth/sessions", new { email = "ana@example.com", password = "secret1" })).Body!["refresh_token"]!;

        (await ForgotAsync(host, "ANA@example.com")).ShouldBe(202);
        (await ForgotAsync(host, "ana@example.com")).ShouldBe(202);
        var mails = await smtp.MailsAsync(2);
        var (first, second) = (SmtpServer.TokenIn(mails[0]), SmtpServer.TokenIn(mails[1]));
        (await _database.QueryAsync<long>($"SELECT count(*) FROM auth.mail_tokens WHERE hash IN (convert_to('{first}', 'UTF8'), convert_to('{second}', 'UTF8')) OR length(hash) <> 32")).ShouldBe(0);

        (await host.PostAsync("/api/auth/email/verify", new { token = first })).Status.ShouldBe(400, "it is for another purpose");
        (await host.PostAsync("/api/auth/password/reset", new { token = first, password = "short" })).Status.ShouldBe(422);
        (await host.PostAsync("/api/auth/password/reset", new { token = first, password = "another secret" })).Status.ShouldBe(200);

        (await host.PostAsync("/api/auth/password/reset", new { token = first, password = "a third secret" })).Status.ShouldBe(400);
        (await host.PostAsync("/api/auth/password/reset", new { token = second, password = "a third secret" })).Status.ShouldBe(400, "the other mail is of no use now");
        (await host.LoginAsync("ana@example.com")).Status.ShouldBe(401);
        (await host.LoginAsync("ana@example.com", "another secret")).Status.ShouldBe(200);
        (await host.PostAsync("/api/auth/sessions/refresh", new { refresh_token = refresh })).Status.ShouldBe(401);
        await Eventually.BecomesAsync(async () => (await host.PostAsync("/api/auth/logout", body: null, access)).Status, 401);
        host.Log.All.ShouldAllBe(line => !line.Contains(first) && !line.Contains("another secret"));
    }

    [SmtpFact]
    public async Task Reset_TokenUsedAtOnce_CountsOnce()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var host = await StartAsync(smtp.Port);
        await host.RegisterAsync("ana@example.com");
        await ForgotAsync(host, "ana@example.com");
        var token = SmtpServer.TokenIn((await smtp.MailsAsync(1))[0]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => host.PostAsync("/api/auth/password/reset", new { token, password = $"new secret {i}" })));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Status == 400).ShouldBe(5);
    }

    [SmtpFact]
    public async Task Reset_TokenOutOfTime_IsRefused()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var host = await StartAsync(smtp.Port);
        await host.RegisterAsync("ana@example.com");
        await ForgotAsync(host, "ana@example.com");
        var token = SmtpServer.TokenIn((await smtp.MailsAsync(1))[0]);
        await _database.QueryAsync<object>("UPDATE auth.mail_tokens SET expires_at = now() - interval '1 second'");
        (await host.PostAsync("/api/auth/password/reset", new { token, password = "another secret" })).Status.ShouldBe(400);
    }

    [SmtpFact]
    public async Task Forgot_NobodyAndTooOften_AnswersTheSameAndMailsNothing()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var host = await StartAsync(smtp.Port);
        await host.RegisterAsync("ana@example.com");
        var nobody = await host.PostAsync("/api/auth/password/forgot", new { email = "nobody@example.com" });
        for (var i = 0; i < 6; i++)
        {
            var somebody = await host.PostAsync("/api/auth/password/forgot", new { email = "ana@example.com" });
            (somebody.Status, somebody.Body!.ToJsonString()).ShouldBe((nobody.Status, nobody.Body!.ToJsonString()));
        }

        await host.RegisterAsync("last@example.com");
        await ForgotAsync(host, "last@example.com");
        // One at a time and in order: when the last one's is there, all were worked off.
        var mails = await smtp.MailsAsync(4);
        mails.Count(m => m.Contains("To: ana@example.com")).ShouldBe(3);
        mails[3].ShouldContain("To: last@example.com");
    }

    [Fact]
    public async Task Forgot_NoMailServerConfigured_Is503ForEverybody()
    {
        await using var host = await AuthHost.StartAsync(_database.ConnectionString);
        await host.RegisterAsync("ana@example.com");
        (await ForgotAsync(host, "ana@example.com")).ShouldBe(503);
        (await ForgotAsync(host, "nobody@example.com")).ShouldBe(503);
        (await host.PostAsync("/api/auth/email/verification", body: null, await host.TokenAsync("ana@example.com"))).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Forgot_MailServerIsDown_IsLoggedWithoutTheAddress()
    {
        await using var host = await StartAsync(Ports.Free());
        await host.RegisterAsync("ana@example.com");
        (await ForgotAsync(host, "ana@example.com")).ShouldBe(202);
        await Eventually.BecomesAsync(() => host.Log.All.Any(line => line.StartsWith("Error 2701", StringComparison.Ordinal)), true, TimeSpan.FromSeconds(30));
        host.Log.All.ShouldAllBe(line => !line.Contains("ana@example.com"));
    }

    [Fact]
    public async Task Forgot_DatabaseIsAway_StopsNothingAndTheNextMailIsTriedAgain()
    {
        // The way to the server's socket, which can be taken away.
        var folder = Directory.CreateTempSubdirectory("away");
        var (way, there) = (Path.Combine(folder.FullName, "pg"), new NpgsqlConnectionStringBuilder(_database.ConnectionString).Host!);
        File.CreateSymbolicLink(way, there);
        await using var host = await StartAsync(Ports.Free(), new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Host = way }.ConnectionString);
        await host.RegisterAsync("ana@example.com");

        File.Delete(way);
        await _database.QueryAsync<object>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        (await ForgotAsync(host, "ana@example.com")).ShouldBe(202);
        // As EF Core wraps it.
        await FailedAsync(host, nameof(InvalidOperationException));
        host.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();

        File.CreateSymbolicLink(way, there);
        (await ForgotAsync(host, "ana@example.com")).ShouldBe(202);
        // It got as far as the mail server, which is not there either.
        await FailedAsync(host, "SmtpException");
        folder.Delete(recursive: true);
    }

    private static Task FailedAsync(AuthHost host, string exception) => Eventually.BecomesAsync(
        () => host.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested
            || host.Log.All.Any(line => line.StartsWith("Error 2701", StringComparison.Ordinal) && line.Contains(exception)),
        true, TimeSpan.FromSeconds(30));

    private Task<AuthHost> StartAsync(int port, string? database = null) => AuthHost.StartAsync(
        database ?? _database.ConnectionString,
        ("Auth:Mail:Host", "127.0.0.1"), ("Auth:Mail:Port", $"{port}"), ("Auth:Mail:StartTls", "false"), ("Auth:Mail:From", "monolith@example.com"),
        ("Auth:Mail:VerifyLink", "https://app.example.com/verify#token="));

    private static async Task<int> ForgotAsync(AuthHost host, string email) => (await host.PostAsync("/api/auth/password/forgot", new { email })).Status;
}
