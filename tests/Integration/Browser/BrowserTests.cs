using Monolith.Integration.Environments;
using Shouldly;
using Xunit.Abstractions;

namespace Monolith.Integration.Browser;

/// <summary>What only a browser does: preflights, a DELETE with a body across origins, and refusing to show a page what CORS does not allow.</summary>
public sealed class BrowserTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const int Rounds = 40;

    [ChromiumFact]
    public async Task Frontend_WhileTheRoutesMoveToTheServiceAndBack_NoticesNothing()
    {
        await using var page = await FrontendPage.StartAsync();
        using var browser = Chromium.Open(page.AddressFor(Environment.HostUrl, Rounds));

        for (var flip = 0; !page.Result.IsCompleted && flip < 400; flip++)
        {
            await Operator.ShiftAsync("favorites", flip % 2 == 0 ? 100 : 0);
            await Task.WhenAny(page.Result, Task.Delay(100));
        }

        await Operator.RollbackAsync(null);
        var steps = await page.Result.WaitAsync(TimeSpan.FromMinutes(3));
        int[] expected = [201, 200, 200, 200, 200, .. Enumerable.Repeat<int[]>([201, 200, 200], Rounds).SelectMany(r => r), 200, 401];
        steps.Select(s => s.Status).ShouldBe(expected, string.Join('\n', steps.Select(s => $"{s.Status} {s.Call} {s.Answer?.ToJsonString()}")));
        steps.Where(s => s.Call.StartsWith("GET /favorites?", StringComparison.Ordinal)).ShouldAllBe(s => s.Answer!.AsArray().Count == 1);
        steps[^1].Answer!["message"]!.GetValue<string>().ShouldBe("Unauthenticated.");
    }
}
