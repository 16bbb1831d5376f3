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
    private const int Users = 50;
    private static readonly int[] Percentages = [0, 25, 50, 75, 100];
    private static readonly string[] Targets = ["favorites", "favorites.list", "favorites.add", "favorites.remove"];

    [Fact]
    public async Task Flips_UnderLoad_NoAnswerIsWrong()
    {
        await Operator.ShiftAsync("favorites", 50);
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
            + $"{report.ServedBy(Side.Monolith)} by the monolith, {report.ServedBy(Side.Service)} by the service");
        report.ShouldHoldNoWrongAnswer();
        report.ServedBy(Side.Monolith).ShouldBeGreaterThan(report.Requests / 10);
        report.ServedBy(Side.Service).ShouldBeGreaterThan(report.Requests / 10);
        await load.CheckFavoritesAsync();
        report.RequestsPerSecond.ShouldBeGreaterThanOrEqualTo(300);
    }

    private async Task FlipAsync(int flip)
    {
        var percent = Percentages[Random.Shared.Next(Percentages.Length)];
        // Mostly the module; now and then one route, which puts its users on both sides.
        var target = flip % 4 == 0 ? Targets[Random.Shared.Next(Targets.Length)] : Targets[0];
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
