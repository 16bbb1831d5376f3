using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Idempotency;

/// <summary>The monolith and the extracted service, both asked directly, with one key.</summary>
public sealed class IdempotencyTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const string Added = "Filme adicionado aos favoritos!";
    private const string Removed = "Filme removido dos favoritos!";
    private readonly string _key = Guid.NewGuid().ToString();
    private MoviesApi _service = null!;
    private SignedInUser _user = null!;

    public override async Task InitializeAsync()
    {
        await Operator.RollbackAsync("favorites");
        _service = new MoviesApi(Environment.Favorites.Url);
        _user = await Api.SignUpAsync();
    }

    public override Task DisposeAsync()
    {
        _service.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task FiftyEqualRequests_OnBothPlacements_AreExecutedOnceAndAnsweredAlike()
    {
        foreach (var movie in Movies.Ids.Take(5))
        {
            var added = await FiftyAsync(HttpMethod.Post, movie);
            (await _user.FavoritesAsync()).ShouldBe([movie]);
            var removed = await FiftyAsync(HttpMethod.Delete, movie);

            // Executed twice, the second would say that it is there already, or no more.
            added.ShouldAllBe(a => a.Status == 201 && a.Body == added[0].Body);
            removed.ShouldAllBe(a => a.Status == 200 && a.Body == removed[0].Body);
            added.Concat(removed).Count(a => a.Header("idempotency-replayed") is null).ShouldBe(2);
            (await _user.FavoritesAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Service_KilledBetweenTheCommitAndTheAnswer_IsNotExecutedAgain()
    {
        await using (var roadblock = await BlockAsync("idempotency_keys", "UPDATE", "NEW.state = 3"))
        {
            var first = SendAsync(_service, HttpMethod.Post, Movies.First);
            await Eventually.BecomesTrueAsync(async () => await roadblock.WaitingAsync() == 1, TimeSpan.FromSeconds(15));
            await KillServiceAsync(roadblock, first);
        }

        try
        {
            var repeat = await SendAsync(Api, HttpMethod.Post, Movies.First);

            repeat.Status.ShouldBe(409, repeat.ToString());
            repeat.Body.ShouldContain("was executed, and its answer was lost");
            (await _user.FavoritesAsync()).ShouldBe([Movies.First]);
        }
        finally
        {
            await Environment.Favorites.StartAsync();
        }
    }

    [Fact]
    public async Task Service_KilledBeforeTheCommit_IsExecutedByTheMonolithInTimeForTheFrontend()
    {
        await using (var roadblock = await BlockAsync("favorites", "INSERT"))
        {
            var first = SendAsync(_service, HttpMethod.Post, Movies.First);
            await Eventually.BecomesTrueAsync(async () => await roadblock.WaitingAsync() == 1, TimeSpan.FromSeconds(15));
            await KillServiceAsync(roadblock, first);
        }

        try
        {
            (await SendAsync(Api, HttpMethod.Post, Movies.First)).ShouldSay(201, Added).Header("idempotency-replayed").ShouldBeNull();
            (await SendAsync(Api, HttpMethod.Post, Movies.First)).ShouldSay(201, Added).Header("idempotency-replayed").ShouldBe("true");
            (await _user.FavoritesAsync()).ShouldBe([Movies.First]);
        }
        finally
        {
            await Environment.Favorites.StartAsync();
        }
    }

    /// <summary>Without the fence the service would add again, long after everybody thought it was done, what the user has removed since.</summary>
    [Fact]
    public async Task Service_ThatWakesUpAfterATakeover_CommitsNothing()
    {
        await using var roadblock = await BlockAsync("favorites", "INSERT");
        var first = SendAsync(_service, HttpMethod.Post, Movies.First);
        await Eventually.BecomesTrueAsync(async () => await roadblock.WaitingAsync() == 1, TimeSpan.FromSeconds(15));

        (await SendAsync(Api, HttpMethod.Post, Movies.First)).ShouldSay(201, Added);
        (await _user.RemoveAsync(Movies.First)).ShouldSay(200, Removed);
        await roadblock.OpenAsync();

        (await first).ShouldSay(201, Added).Header("idempotency-replayed").ShouldBe("true");
        (await _user.FavoritesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_ForAnotherMovie_IsRefusedByTheOtherPlacement()
    {
        (await SendAsync(_service, HttpMethod.Post, Movies.First)).ShouldSay(201, Added);

        (await SendAsync(Api, HttpMethod.Post, Movies.Second)).Status.ShouldBe(422);
        (await _user.FavoritesAsync()).ShouldBe([Movies.First]);
    }

    [Fact]
    public async Task Registration_Repeated_MakesOneAccount()
    {
        var account = new JsonObject { ["name"] = "Ana", ["email"] = $"{Guid.NewGuid():N}@example.com", ["password"] = "password" }.ToJsonString();

        var first = await Api.SendAsync(HttpMethod.Post, "/api/auth/register", json: account, headers: ("Idempotency-Key", _key));
        var second = await Api.SendAsync(HttpMethod.Post, "/api/auth/register", json: account, headers: ("Idempotency-Key", _key));

        first.Status.ShouldBe(201, first.ToString());
        second.ShouldBe(201, first.Body).Header("idempotency-replayed").ShouldBe("true");
    }

    private async Task<Answer[]> FiftyAsync(HttpMethod method, int movie)
        => await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(i % 2 == 0 ? Api : _service, method, movie, $"{_key}-{method}-{movie}")));

    private Task<Answer> SendAsync(MoviesApi api, HttpMethod method, int movie, string? key = null)
        => api.SendAsync(method, "/api/favorites", _user.Token, new JsonObject { ["movie_id"] = movie }.ToJsonString(), ("Idempotency-Key", key ?? _key));

    private Task<Roadblock> BlockAsync(string table, string statement, string when = "true")
        => Roadblock.SetUpAsync(Environment.AdminConnectionString, table, statement, when);

    private async Task KillServiceAsync(Roadblock roadblock, Task<Answer> underWay)
    {
        await Environment.Favorites.Process.KillAsync();
        await roadblock.BuryAsync();
        await Should.ThrowAsync<HttpRequestException>(underWay);
    }
}
