using Monolith.Integration.Client;
using Shouldly;

namespace Monolith.Integration.Wallet;

/// <summary>People with money in their wallets, clients that move it about, and what each must have in the end.</summary>
internal sealed class WalletLoad
{
    private const decimal Start = 100;

    private readonly List<SignedInUser> _users = [];

    private WalletLoad()
    {
    }

    public WalletModel Model { get; } = new();

    /// <summary>Over when the clients have ended.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Signs people up and gives each the same.</summary>
    public static async Task<WalletLoad> PrepareAsync(MoviesApi api, int users)
    {
        var load = new WalletLoad();
        for (var i = 0; i < users; i++)
        {
            var user = await api.SignUpAsync();
            (await api.PostAsync("/wallet/add", $$"""{"amount":{{Start}},"reference_id":"start"}""", user.Token)).Status.ShouldBe(200);
            load._users.Add(user);
            load.Model.Changed(user.Id, Start);
        }

        return load;
    }

    /// <param name="clients">At once.</param>
    /// <param name="goesOn">Asked before each operation.</param>
    public void Begin(int clients, Func<bool> goesOn) => Running = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => WorkAsync(goesOn)));

    /// <summary>Waits until so many operations were answered, or the clients have ended; fails where one of them has failed.</summary>
    public Task AnsweredAsync(long operations, TimeSpan limit) => UntilAsync(() => Model.Answered > operations, limit);

    /// <summary>The same, of those that the service answered.</summary>
    public Task AnsweredByServiceAsync(long operations, TimeSpan limit) => UntilAsync(() => Model.AnsweredByService > operations, limit);

    /// <summary>Nobody has more or less than what was answered makes it.</summary>
    public async Task ShouldHoldWhatWasAnsweredAsync()
    {
        var client = new WalletClient(_users, Model);
        foreach (var user in _users)
        {
            (await client.BalanceAsync(user)).ShouldBe(Model.AvailableOf(user.Id), $"user {user.Id}");
        }
    }

    private async Task UntilAsync(Func<bool> holds, TimeSpan limit)
    {
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Running.IsCompleted || holds()), limit);
        Running.IsFaulted.ShouldBeFalse(Running.Exception?.ToString());
    }

    private async Task WorkAsync(Func<bool> goesOn)
    {
        var client = new WalletClient(_users, Model);
        while (goesOn())
        {
            await client.StepAsync();
        }
    }
}
