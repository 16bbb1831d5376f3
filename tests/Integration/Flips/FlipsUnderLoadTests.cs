using System.Globalization;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Load;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Flips;

public sealed class FlipsUnderLoadTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const int Flips = 200;
    private const int Users = 20;
    private static readonly int[] Percentages = [0, 25, 50, 75, 100];
    private static readonly string[] Modules = ["favorites", "movies", "favorites", "auth"];

    private static readonly string[] Routes =
    [
        "favorites.list", "favorites.add", "favorites.remove", "movies.search", "auth.login", "auth.logout",
    ];

    [Fact]
    public async Task Flips_UnderLoad_NoAnswerIsWrong()
    {
        await Operator.ShiftEverythingAsync(50);
        var load = await LoadRun.PrepareAsync(Api, Movies, Users);

        var report = await load.DuringAsync(async () =>
        {
            for (var flip = 0; flip < Flips; flip++)
            {
                await FlipAsync(flip);
                await Task.Delay(10);
            }
        });

        Output.WriteLine($"{report.Requests} requests in {report.Duration.TotalSeconds:0.0} s: {report.RequestsPerSecond:0} a second; "
            + string.Join(", ", Modules.Distinct().Select(m => $"{m} {report.ServedBy(Side.Monolith, m)} by the monolith, {report.ServedBy(Side.Service, m)} by the service")));
        report.ShouldHoldNoWrongAnswer();
        foreach (var module in Modules.Distinct())
        {
            var (monolith, service) = (report.ServedBy(Side.Monolith, module), report.ServedBy(Side.Service, module));
            Math.Min(monolith, service).ShouldBeGreaterThan((monolith + service) / 10, $"{module} was hardly seen on one side");
        }

        await load.CheckAsync();
        report.Requests.ShouldBeGreaterThanOrEqualTo(10 * Flips, "too few answers to prove anything");
    }

    private async Task FlipAsync(int flip)
    {
        var percent = Percentages[Random.Shared.Next(Percentages.Length)];
        // Mostly a module; now and then one route, which puts its users on both sides.
        var target = flip % 4 == 0 ? Routes[Random.Shared.Next(Routes.Length)] : Modules[flip % 4];
        switch (flip % 20)
        {
            case 7:
                (await StranglerCli.RunAsync(Environment, "shift", target, percent.ToString(CultureInfo.InvariantCulture), "--reason", "flips")).ShouldSucceed();
                break;
            case 13:
                (await StranglerCli.RunAsync(Environment, "rollback", target, "--reason", "flips")).ShouldSucceed();
                break;
            case 17:
                await Operator.RollbackAsync(null);
                break;
            default:
                await Operator.ShiftAsync(target, percent);
                break;
        }
    }
}
