using System.Diagnostics;
using Monolith.Integration.Client;

namespace Monolith.Integration.Load;

/// <summary>Users who all work at the same time, each waiting for an answer before the next request, while something else happens.</summary>
internal sealed class LoadRun
{
    private readonly IReadOnlyList<ILoadingUser> _users;

    private LoadRun(IReadOnlyList<ILoadingUser> users, LoadReport report)
    {
        _users = users;
        Report = report;
    }

    public LoadReport Report { get; }

    /// <summary>How long each user waits between two requests.</summary>
    public TimeSpan Pause { get; init; }

    public static async Task<LoadRun> PrepareAsync(MoviesApi api, MovieSamples movies, int users, bool serviceMayDie = false, TimeSpan pause = default)
    {
        var report = new LoadReport();
        var models = new List<UserModel>();
        for (var i = 0; i < users; i++)
        {
            var user = await api.SignUpAsync();
            models.Add(new UserModel(user, movies, await UserModel.SearchAnswerAsync(user), report) { ServiceMayDie = serviceMayDie });
        }

        return new LoadRun(models, report) { Pause = pause };
    }

    /// <summary>New users of the trading frontend.</summary>
    public static async Task<LoadRun> OfTradersAsync(MoviesApi api, int traders, TimeSpan pause = default)
    {
        var report = new LoadReport();
        var models = new List<TraderModel>();
        for (var i = 0; i < traders; i++)
        {
            models.Add(await TraderModel.SignUpAsync(api, report));
        }

        return new LoadRun(models, report) { Pause = pause };
    }

    /// <summary>Loads the system for as long as <paramref name="meanwhile"/> runs.</summary>
    public async Task<LoadReport> DuringAsync(Func<Task> meanwhile)
    {
        using var end = new CancellationTokenSource();
        var begin = Stopwatch.GetTimestamp();
        var work = _users.Select(user => Task.Run(() => WorkAsync(user, end.Token))).ToList();
        try
        {
            await meanwhile();
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(work);
            Report.Duration = Stopwatch.GetElapsedTime(begin);
        }

        return Report;
    }

    /// <summary>Whatever happened, each user has what the answers said.</summary>
    public async Task CheckAsync()
    {
        foreach (var user in _users)
        {
            await user.CheckAsync();
        }
    }

    private async Task WorkAsync(ILoadingUser user, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await user.StepAsync();
            if (Pause > TimeSpan.Zero)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }

        // What a lost answer left open is settled before the end.
        await user.SettleAsync();
    }
}
