using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Lifecycle;

public sealed class RollbackWithoutDatabaseTests
{
    [Fact]
    public async Task Rollback_DatabaseDown_HoldsAtOnceThroughAKillAndIsInTheLedgerAfterwards()
    {
        var database = await SharedDatabase.NewAsync();
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
        {
            Services = ["Favorites"],
            ConnectionString = database,
            HostSettings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Database__RolePrefix"] = "rollback_" },
        });
        var user = await environment.Api.SignUpAsync();
        await environment.Operator.ShiftAsync("favorites", 100);
        (await user.ListAsync()).ServedBy.ShouldBe(Side.Service);

        await SharedDatabase.AllowAsync(database, allow: false);
        var rollback = await StranglerCli.RunAsync(environment, "rollback", "favorites", "--reason", "the database is gone");
        var sides = (await environment.Operator.StatusAsync())["routes"]!.AsArray().Select(r => r!["side"]!.GetValue<string>()).Distinct();
        await environment.Host.KillAsync();
        await SharedDatabase.AllowAsync(database, allow: true);
        await environment.StartHostAsync();

        rollback.ExitCode.ShouldBe(9, rollback.ToString());
        rollback.Output.ShouldContain("the flags' store is down: the other hosts go on as they were");
        sides.ShouldBe(["monolith"]);
        (await user.ListAsync()).ServedBy.ShouldBe(Side.Monolith);
        (await StranglerCli.RunAsync(environment, "history", "--limit", "1")).ShouldSucceed().Output.ShouldContain("the database is gone");
        (await StranglerCli.RunAsync(environment, "history", "--verify")).ShouldSucceed();
    }
}
