using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Tmdb;

public sealed class TmdbKeySecrecyTests
{
    [Theory]
    [InlineData(TmdbFixture.Key)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl")]
    public async Task Key_WhateverHappens_IsInNoLogAndNoTrace(string key)
    {
        var traces = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TmdbHost.StartAsync(key);

        await host.Movies.GetAsync("/api/movies/search?q=batman");
        host.Tmdb.Answer = FakeTmdb.Status(401);
        await host.Movies.GetAsync("/api/movies/search?q=unauthorized");
        host.Tmdb.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await host.Movies.GetAsync("/api/movies/1");
        await host.Tmdb.StopAsync();
        for (var id = 2; id < 8; id++)
        {
            await host.Movies.GetAsync($"/api/movies/{id}");
        }

        host.Tmdb.Requests.ShouldAllBe(r => r.Url.Contains(key, StringComparison.Ordinal) || r.Authorization!.Contains(key, StringComparison.Ordinal));
        host.Movies.Logs.Lines.ShouldContain(l => l.Contains(" 3002 ", StringComparison.Ordinal));
        host.Movies.Logs.Lines.ShouldContain(l => l.Contains(" 3003 ", StringComparison.Ordinal));
        traces.ShouldContain(t => t.Contains("/3/search/movie", StringComparison.Ordinal));
        host.Movies.Logs.Lines.ShouldAllBe(l => !l.Contains(key, StringComparison.Ordinal));
        traces.ShouldAllBe(t => !t.Contains(key, StringComparison.Ordinal));
    }
}
