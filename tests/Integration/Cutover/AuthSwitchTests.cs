using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>
/// The accounts' data goes to a database of its own and back, and its outbox with it, while people sign up through the monolith and the service. Both deliver the events;
/// profiles and wallets, which stay where they are, hear of each of them once.
/// </summary>
public sealed class AuthSwitchTests(ITestOutputHelper output)
{
    private const int Clients = 2;
    private const int BetweenSwitches = 10;

    [Fact]
    public async Task Switch_ThereAndBackWhilePeopleSignUp_LosesAndDoublesNoEvent()
    {
        await using var environment = await TestEnvironment.StartAsync(new() { Services = ["Auth"] });
        var auth = new MovedModule(environment, "auth", output);
        await auth.ReplicateAsync();
        await using var monolith = NpgsqlDataSource.Create(environment.AdminConnectionString);
        await using var own = NpgsqlDataSource.Create(auth.Own);
        var usersBefore = await NumbersAsync(monolith, "SELECT id FROM auth.users");
        var watch = new OutboxWatch("auth", environment.AdminConnectionString, auth.Own);
        await watch.BeginAsync();

        using var ending = new CancellationTokenSource();
        var signUps = new SignUps(environment.Api);
        signUps.Begin(Clients, ending.Token);
        var flipping = RouteFlips.RunAsync(environment.Operator, "auth", ending.Token);
        var moved = new List<(int Switch, IReadOnlyList<long> Events)>();
        for (var i = 0; i < MovedModule.Switches; i++)
        {
            await signUps.MoreAsync(BetweenSwitches);
            moved.Add((i, await SwitchWithEventsUnderWayAsync(auth, i, monolith, i % 2 == 0 ? (monolith, own) : (own, monolith))));
        }

        await signUps.MoreAsync(BetweenSwitches);
        await ending.CancelAsync();
        await signUps.EndAsync();
        output.WriteLine($"{MovedModule.Switches} switches, {signUps.Users.Count} sign-ups, {signUps.ByService} of them by the service, {await flipping} flips");
        signUps.ByService.ShouldBeInRange(1, signUps.Users.Count - 1);

        var owner = MovedModule.Switches % 2 == 0 ? monolith : own;
        await Eventually.BecomesAsync(async () => (await NumbersAsync(owner, "SELECT position FROM auth.outbox_deliveries WHERE state <> 2")).Count, 0, TimeSpan.FromSeconds(60));
        await ShouldHaveHappenedOnceAsync(owner, monolith, [.. usersBefore, .. signUps.Users.Select(u => (long)u)]);
        await ShouldBePublishedInTurnAsync(owner, signUps);
        await ShouldHaveBeenDeliveredByTheOwnerAsync(watch, signUps.Users.Count, moved);
        await auth.ShouldBeTheSameOnBothSidesAsync();
    }

    /// <summary>The wallets can take no event meanwhile, so that some are on their way when their outbox moves.</summary>
    /// <returns>Those, by position.</returns>
    private static async Task<IReadOnlyList<long>> SwitchWithEventsUnderWayAsync(MovedModule auth, int number, NpgsqlDataSource wallets, (NpgsqlDataSource From, NpgsqlDataSource To) outbox)
    {
        await using var connection = await wallets.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE wallet.inbox_events IN SHARE MODE", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        // What was handled just before may not have been marked yet.
        var handled = await TextsAsync(wallets, "SELECT id::text FROM wallet.inbox_events");
        var pending = $"SELECT position FROM auth.outbox_deliveries JOIN auth.outbox_events USING (position) WHERE subscriber = 'wallet' AND state = 1 AND id <> ALL ('{{{string.Join(',', handled)}}}'::uuid[])";
        await Eventually.BecomesTrueAsync(async () => (await NumbersAsync(outbox.From, pending)).Count > 0, TimeSpan.FromSeconds(60));
        var underWay = await NumbersAsync(outbox.From, pending);

        await auth.SwitchAsync(number);

        underWay.Except(await NumbersAsync(outbox.To, pending)).ShouldBeEmpty("what waited moves along");
        return underWay;
    }

    private static async Task ShouldHaveHappenedOnceAsync(NpgsqlDataSource owner, NpgsqlDataSource subscribers, IReadOnlyList<long> users)
    {
        (await NumbersAsync(owner, "SELECT id FROM auth.users")).ShouldBe(users, ignoreOrder: true);
        (await TextsAsync(owner, "SELECT aggregate_key FROM auth.outbox_events")).ShouldBe(users.Select(u => $"user:{u}"), ignoreOrder: true, "each published once");
        var events = await TextsAsync(owner, "SELECT id::text FROM auth.outbox_events");
        foreach (var (subscriber, made) in new[] { ("profiles", "profiles.profiles"), ("wallet", "wallet.wallets") })
        {
            (await TextsAsync(subscribers, $"SELECT id::text FROM {subscriber}.inbox_events")).ShouldBe(events, ignoreOrder: true, subscriber);
            (await NumbersAsync(subscribers, $"SELECT user_id FROM {made}")).ShouldBe(users, ignoreOrder: true, subscriber);
        }
    }

    /// <summary>Dispatchers go by position: one that fell back with a switch would put an aggregate's events into another order, or among those that are over.</summary>
    private static async Task ShouldBePublishedInTurnAsync(NpgsqlDataSource owner, SignUps signUps)
    {
        var inOrder = await TextsAsync(owner, "SELECT aggregate_key FROM auth.outbox_events ORDER BY position");
        var positions = inOrder.Select((user, n) => (user, n)).ToDictionary(e => e.user, e => e.n, StringComparer.Ordinal);
        foreach (var client in signUps.InTurn)
        {
            client.Select(user => positions[$"user:{user}"]).ShouldBeInOrder();
        }
    }

    private static async Task ShouldHaveBeenDeliveredByTheOwnerAsync(OutboxWatch watch, int signUps, IReadOnlyList<(int Switch, IReadOnlyList<long> Events)> moved)
    {
        var changes = await watch.ChangesAsync();
        var all = changes.SelectMany(c => c).ToList();
        all.ShouldAllBe(c => c.State == "owner");
        changes[0].ShouldAllBe(c => c.Epoch % 2 == 1, "the monolith's database owns in the odd epochs");
        changes[1].ShouldAllBe(c => c.Epoch % 2 == 0, "the module's own in the even ones");
        changes.ShouldAllBe(c => c.Any(change => change.Ended), "both have delivered");
        var ended = all.Where(c => c.Ended).Select(c => (c.Position, c.Subscriber)).ToList();
        ended.ShouldBeUnique();
        ended.Count.ShouldBe(2 * signUps, "each to both subscribers, by one of the two databases");
        var walletsHeard = all.Where(c => c is { Ended: true, Subscriber: "wallet" }).ToDictionary(c => c.Position, c => c.Epoch);
        foreach (var (number, events) in moved)
        {
            // Or a later one: the wallets may have been busy until then.
            events.ShouldAllBe(position => walletsHeard[position] >= number + 2, "in the epoch behind the switch");
        }
    }

    private static async Task<IReadOnlyList<long>> NumbersAsync(NpgsqlDataSource source, string sql)
        => [.. (await TextsAsync(source, $"SELECT found::text FROM ({sql}) AS asked(found)")).Select(long.Parse)];

    private static async Task<IReadOnlyList<string>> TextsAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
