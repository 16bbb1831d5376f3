using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Load;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>The favorites' data goes to a database of its own and back, while every route of the movies' frontend is under load on both sides.</summary>
public sealed class FavoritesSwitchTests(ITestOutputHelper output)
{
    private const int Users = 10;
    private static readonly int[] Percentages = [50, 100, 0];

    [Fact]
    public async Task Switch_ThereAndBackUnderLoad_NoAnswerIsWrong()
    {
        await using var environment = await TestEnvironment.StartAsync(new() { Services = ["Favorites"] });
        var favorites = new MovedModule(environment, "favorites", output);
        await favorites.ReplicateAsync();
        var load = await LoadRun.PrepareAsync(environment.Api, await MovieSamples.FindAsync(environment.Api), Users);

        var report = await load.DuringAsync(async () =>
        {
            for (var i = 0; i < MovedModule.Switches; i++)
            {
                await environment.Operator.ShiftAsync("favorites", Percentages[i % Percentages.Length]);
                await favorites.SwitchAsync(i);
            }
        });

        output.WriteLine($"{report.Requests} requests, {report.ServedBy(Side.Service, "favorites")} of them for favorites by the service");
        report.ShouldHoldNoWrongAnswer();
        await load.CheckAsync();
        await favorites.ShouldBeTheSameOnBothSidesAsync();
    }
}
