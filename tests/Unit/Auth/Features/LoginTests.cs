using Monolith.Auth.Passwords;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class LoginTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Login_RightPassword_GivesATokenThatCounts()
    {
        await Host.RegisterAsync("ana@example.com");
        var (status, body) = await Host.LoginAsync("ANA@example.com");
        status.ShouldBe(200);
        body!.AsObject().Select(p => p.Key).ShouldBe(["access_token", "token_type", "expires_in"]);
        ((string)body["token_type"]!).ShouldBe("bearer");
        ((int)body["expires_in"]!).ShouldBe(3600);
        (await Host.PostAsync("/api/auth/logout", body: null, (string)body["access_token"]!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_WrongPasswordOrNobody_AnswerTheSame()
    {
        await Host.RegisterAsync("ana@example.com");
        foreach (var (status, body) in new[] { await Host.LoginAsync("ana@example.com", "wrong password"), await Host.LoginAsync("nobody@example.com", "wrong password") })
        {
            status.ShouldBe(401);
            body!.ToJsonString(Json.Readable).ShouldBe("""{"message":"Credenciais inválidas."}""");
        }
    }

    [Fact]
    public async Task Login_BadInput_IsRefusedInTheWordsOfTheContract()
    {
        var (status, body) = await Host.PostAsync("/api/auth/login", new { email = "nope", password = "123" });
        status.ShouldBe(422);
        body!.ToJsonString(Json.Readable).ShouldBe(
            """{"message":"O e-mail deve ser válido. (and 1 more error)","errors":{"email":["O e-mail deve ser válido."],"password":["A senha deve ter pelo menos 6 caracteres."]}}""");
        (await Host.PostAsync("/api/auth/login", body: null)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Login_TooManyFailures_IsThe429OfTheContract()
    {
        for (var i = 0; i < 10; i++)
        {
            (await Host.LoginAsync("ana@example.com", "wrong password")).Status.ShouldBe(401);
        }

        using var response = await Host.SendAsync("/api/auth/login", new { email = "ana@example.com", password = "wrong password" });
        ((int)response.StatusCode).ShouldBe(429);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"message":"Too Many Attempts."}""");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        long.Parse(response.Headers.GetValues("X-RateLimit-Reset").Single()).ShouldBeInRange(
            DateTimeOffset.UtcNow.ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 61);
        (await Host.LoginAsync("ana@example.com", "wrong password", from: "203.0.113.99")).Status.ShouldBe(401, "others may still try");
    }

    [Fact]
    public async Task Login_ParallelGuesses_AreCheckedTenTimesAndNoMore()
    {
        await Host.RegisterAsync("ana@example.com");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Host.LoginAsync("ana@example.com", $"guess number {i}")));
        statuses.Count(s => s.Status == 401).ShouldBe(10);
        statuses.Count(s => s.Status == 429).ShouldBe(30);
    }

    [Fact]
    public async Task Login_ImportedBcryptUser_GetsInAndIsRehashedOnce()
    {
        (await Host.PostAsync("/admin/auth/users/import", new[]
        {
            new { name = "Old", email = "Old@example.com", password_hash = "$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi" },
        })).Status.ShouldBe(200);
        (await Host.LoginAsync("old@example.com", "passwordX")).Status.ShouldBe(401);
        (await HashAsync()).ShouldStartWith("$2y$");
        (await Host.LoginAsync("old@example.com", "password")).Status.ShouldBe(200);
        var rehashed = await HashAsync();
        new Argon2idFormat().IsCurrent(rehashed!).ShouldBeTrue();
        (await Host.LoginAsync("old@example.com", "password")).Status.ShouldBe(200);
        (await HashAsync()).ShouldBe(rehashed);
        (await Host.LoginAsync("old@example.com", "passwordX")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task LoginAndRegister_WhateverIsLogged_HoldsNoAddressPasswordHashOrToken()
    {
        await Host.RegisterAsync("private@example.com", "very secret");
        await Host.LoginAsync("private@example.com", "also secret");
        var token = await Host.TokenAsync("private@example.com", "very secret");
        await Host.PostAsync("/api/auth/logout", body: null, token);
        foreach (var secret in new[] { "private@example", "very secret", "also secret", token, token.Split('.')[2], "$argon2id$" })
        {
            Host.Log.All.ShouldNotContain(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private Task<string?> HashAsync() => fixture.Database.QueryAsync<string>("SELECT password_hash FROM auth.users");
}
