using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class FavoritesRulesContract : ContractTests
{
    private protected FavoritesRulesContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Add_FiftyAtOnce_OneIsAddedAndTheOthersAreTold()
    {
        var user = await Api.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => user.AddAsync(Movies.First)));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
        {
            refused.ShouldSay(400, "Filme já está nos favoritos.");
        }

        (await user.FavoritesAsync()).ShouldBe([Movies.First]);
    }

    [Fact]
    public async Task Remove_TwentyAtOnce_OneRemovesAndTheOthersAreTold()
    {
        var user = await Api.SignUpAsync();
        (await user.AddAsync(Movies.First)).Status.ShouldBe(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => user.RemoveAsync(Movies.First)));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 200))
        {
            refused.ShouldSay(400, "Filme não está nos favoritos.");
        }
    }

    [Fact]
    public async Task Users_Several_SeeAndChangeOnlyTheirOwn()
    {
        // Enough that at 50 % both sides have some: all of eight on one side happens once in 128 runs, and changes nothing but what is covered.
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Api.SignUpAsync()));
        await Task.WhenAll(users.Select((user, i) => AddAllAsync(user, [Movies.First, Movies.Ids[i + 3]])));

        (await users[0].RemoveAsync(Movies.First)).Status.ShouldBe(200);
        (await users[1].RemoveAsync(Movies.Ids[3])).ShouldSay(400, "Filme não está nos favoritos.");

        for (var i = 0; i < users.Length; i++)
        {
            var list = await users[i].ListAsync();
            SignedInUser.MoviesOf(list).ShouldBe(i == 0 ? [Movies.Ids[3]] : [Movies.First, Movies.Ids[i + 3]]);
            list.Json!.AsArray().ShouldAllBe(f => f!["user_id"]!.GetValue<int>() == users[i].Id);
        }
    }

    [Fact]
    public async Task User_EveryRouteOfTheModule_IsOnOneSide()
    {
        for (var i = 0; i < 8; i++)
        {
            var user = await Api.SignUpAsync();
            Answer[] answers = [await user.ListAsync(), await user.AddAsync(Movies.First), await user.ListAsync("?genre_id=28"), await user.RemoveAsync(Movies.First)];

            answers.Select(a => a.ServedBy).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public async Task OtherMethods_OnFavorites_AreRefusedInOrder()
    {
        var user = await Api.SignUpAsync();

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch })
        {
            (await Api.SendAsync(method, "/api/favorites", user.Token, "{}")).Status.ShouldBe(405);
        }
    }

    private static async Task AddAllAsync(SignedInUser user, IEnumerable<int> movies)
    {
        foreach (var movie in movies)
        {
            (await user.AddAsync(movie)).ShouldSay(201, "Filme adicionado aos favoritos!");
        }
    }
}

public sealed class FavoritesRulesContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesRulesContract(shared, run, 0, output);

public sealed class FavoritesRulesContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesRulesContract(shared, run, 100, output);

public sealed class FavoritesRulesContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesRulesContract(shared, run, 50, output);
