using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Integration.Load;
using Shouldly;

namespace Monolith.Integration.Contract;

/// <summary>Users of the trading frontend at work, while the flags of its modules go to and fro.</summary>
internal sealed class FlippingLoad
{
    private const int Traders = 8;
    private static readonly TimeSpan BetweenFlips = TimeSpan.FromMilliseconds(30);

    // All of the frontend's modules. Kyc by its routes: its two forms are on one path, and each has a flag of its own.
    private static readonly string[] Targets = ["wallet", "profiles", "auth", "broker", "admin", "kyc.status", "kyc.submit_identity", "kyc.submit_statement"];
    private static readonly int[] Percentages = [0, 50, 100];
    private readonly CancellationTokenSource _end = new();
    private readonly MoviesApi _api;
    private readonly LoadRun _load;
    private readonly Task _work;

    private FlippingLoad(MoviesApi api, LoadRun load, Operator flags)
    {
        _api = api;
        _load = load;
        _work = load.DuringAsync(() => FlipAsync(flags, _end.Token));
    }

    public static async Task<FlippingLoad> StartAsync(TestEnvironment environment)
    {
        // Whatever ran before has left them somewhere.
        await environment.Operator.ShiftEverythingAsync(50);
        // A client of their own: the tests look at every answer of theirs.
        var api = new MoviesApi(environment.HostUrl);
        return new(api, await LoadRun.OfTradersAsync(api, Traders, TimeSpan.FromMilliseconds(20)), environment.Operator);
    }

    public void ShouldHoldNoWrongAnswer()
    {
        _work.IsFaulted.ShouldBeFalse(_work.Exception?.ToString());
        _load.Report.ShouldHoldNoWrongAnswer();
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _work;
        await _load.CheckAsync();
        _api.Dispose();
        _end.Dispose();
    }

    private static async Task FlipAsync(Operator flags, CancellationToken end)
    {
        for (var flip = 0; !end.IsCancellationRequested; flip++)
        {
            await flags.ShiftAsync(Targets[flip % Targets.Length], Percentages[Random.Shared.Next(Percentages.Length)]);
            await Task.Delay(BetweenFlips, CancellationToken.None);
        }
    }
}
