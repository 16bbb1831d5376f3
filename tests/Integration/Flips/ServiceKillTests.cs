using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Load;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Flips;

public sealed class ServiceKillTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const int Kills = 2;

    /// <summary>
    /// At 100 % every request of Favorites goes to the service. When it is killed, a safe request is answered by the monolith, and so is an add of which nothing
    /// was sent; an add that was on its way fails, and was then either made or not, and never twice.
    /// </summary>
    [Fact]
    public async Task Kill9_UnderLoad_NoSafeRequestFailsAndNothingHappensTwice()
    {
        await Operator.ShiftEverythingAsync(100);
        var load = await LoadRun.PrepareAsync(Api, Movies, users: 30, serviceMayDie: true);
        var answeredAfterRestart = 0;

        var report = await load.DuringAsync(async () =>
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                load.Report.ServedBy(Side.Service).ShouldBeGreaterThan(0);
                await Environment.Favorites.Process.KillAsync();
                await Task.Delay(TimeSpan.FromSeconds(1));
                await Environment.Favorites.StartAsync();
                answeredAfterRestart = await WaitForServiceAsync(load.Report);
            }
        });

        Output.WriteLine($"{report.Requests} requests, {report.UnsafeFailures} adds and removals failed; "
            + $"{report.ServedBy(Side.Monolith)} by the monolith, {report.ServedBy(Side.Service)} by the service");
        report.ShouldHoldNoWrongAnswer();
        report.ServedBy(Side.Monolith).ShouldBeGreaterThan(0, "somebody must have answered while the service was dead");
        answeredAfterRestart.ShouldBeGreaterThan(0);
        await load.CheckAsync();
    }

    [Fact]
    public async Task Service_Stopped_AnyMethodIsAnsweredByTheMonolith()
    {
        await Operator.ShiftAsync("favorites", 100);
        var user = await Api.SignUpAsync();
        await TestEnvironment.StopAsync(Environment.Favorites.Process);
        try
        {
            // Nothing listens, so nothing was sent: an add may be answered here, as often as it likes.
            foreach (var movie in Movies.Ids.Take(8))
            {
                var added = await user.AddAsync(movie);
                added.ShouldSay(201, "Filme adicionado aos favoritos!").ServedBy.ShouldBe(Side.Monolith);
            }

            (await user.FavoritesAsync()).ShouldBe(Movies.Ids.Take(8));
            (await user.RemoveAsync(Movies.First)).ShouldSay(200, "Filme removido dos favoritos!");
        }
        finally
        {
            await Environment.Favorites.StartAsync();
        }

        await Eventually.BecomesTrueAsync(async () => (await user.ListAsync()).ServedBy == Side.Service, TimeSpan.FromSeconds(15));
        (await user.FavoritesAsync()).ShouldBe(Movies.Ids.Skip(1).Take(7));
    }

    private static async Task<int> WaitForServiceAsync(LoadReport report)
    {
        var before = report.ServedBy(Side.Service);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(report.ServedBy(Side.Service) > before), TimeSpan.FromSeconds(15));
        return report.ServedBy(Side.Service) - before;
    }
}
