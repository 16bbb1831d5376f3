using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Lifecycle;

public sealed class AuthServiceAloneTests
{
    [Fact]
    public async Task AuthService_HostDownAndBothStartedAgain_GoesOnWithTheSameKeysAndSessions()
    {
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
        {
            Services = ["Auth"],
            ConnectionString = await SharedDatabase.NewAsync(),
        });
        var before = await environment.Api.SignUpAsync();
        (await TestEnvironment.StopAsync(environment.Host)).ShouldBe(0);

        // It comes up, takes the Host's token, and makes its own: keys and log-outs are in its own tables.
        await environment.Auth.StartAsync();
        using var service = new MoviesApi(environment.Auth.Url);
        var during = await service.SignInAsync(before.Email, before.Password, before.Id);
        (await service.PostAsync("/api/auth/logout", null, before.Token)).ShouldSay(200, "Logout realizado com sucesso.");

        await environment.StartHostAsync();
        (await before.ListAsync()).ShouldSay(401, "Unauthenticated.");
        (await (during with { Api = environment.Api }).ListAsync()).ShouldBe(200, "[]");
        await environment.Auth.StartAsync();
        (await service.PostAsync("/api/auth/logout", null, during.Token)).ShouldSay(200, "Logout realizado com sucesso.");
    }
}
