using System.Net;
using System.Text.Json;
using Monolith.Unit.Kernel.Events;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Cli;

/// <summary>The command as a process, against a host whose stock cannot handle some orders.</summary>
public sealed class EventsCommandTests
{
    [Fact]
    public async Task Commands_OnDeadLetters_ListShowRedriveDiscardAndReplay()
    {
        await using var host = await EventHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), settings: [("Events:MaxAttempts", "2"), ("Events:FirstRetry", "00:00:00.010")]);
        var isBroken = true;
        host.Stock.BeforeCommit = (e, _) => e.Data.Customer != "cas" && Volatile.Read(ref isBroken) ? throw new InvalidOperationException("Nothing there.") : Task.CompletedTask;
        await host.SellAsync("ann", "ann", "bob", "cas");

        var dead = await Wait.UntilAsync(async () => JsonDocument.Parse((await RunAsync(host, "events", "dead", "--json")).Out).RootElement.GetProperty("letters"), d => d.GetArrayLength() == 2);

        var (ann, bob) = (dead[0].GetProperty("id").GetString()!, dead[1].GetProperty("id").GetString()!);
        var listed = await RunAsync(host, "events", "dead", "--publisher", "shop");
        listed.Exit.ShouldBe(0);
        listed.Out.ShouldContain(ann);
        listed.Out.ShouldContain("InvalidOperationException: Nothing there.");

        (await RunAsync(host, "events", "status")).Out.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["shop", "stock", "1", "*", "2"], Ignoring);

        var shown = await RunAsync(host, "events", "show", ann);
        shown.Out.ShouldContain("\"customer\":\"ann\"");
        shown.Out.ShouldContain("dead");
        (await RunAsync(host, "events", "show", $"{Guid.NewGuid()}")).Exit.ShouldBe(3);

        (await RunAsync(host, "events", "redrive", "--reason", "x")).Exit.ShouldBe(2);
        (await RunAsync(host, "events", "redrive", $"{Guid.NewGuid()}", "--reason", "x")).Exit.ShouldBe(3);
        (await RunAsync(host, "events", "discard", bob, "--subscriber", "stock", "--reason", "sold out")).ShouldBe((0, "1 event will never be delivered.\n", ""));
        Volatile.Write(ref isBroken, false);
        (await RunAsync(host, "events", "redrive", "--all", "--reason", "stock came")).ShouldBe((0, "1 event will be tried anew.\n", ""));
        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 3)).Count.ShouldBe(3);

        (await RunAsync(host, "events", "replay", "shop", "stock", "--reason", "to be sure")).ShouldBe((0, "0 events will be delivered.\n", ""));
        (await RunAsync(host, "events", "replay", "shop", "nobody", "--reason", "x")).Exit.ShouldBe(3);
        (await RunAsync(host, "events", "dead")).Out.ShouldBe("No event was given up.\n");
    }

    [Fact]
    public async Task AdminApi_WithoutTheOperatorToken_TellsNothing()
    {
        await using var host = await EventHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        using var client = new HttpClient { BaseAddress = host.Url };

        foreach (var path in (string[])["", "/dead", $"/{Guid.NewGuid()}"])
        {
            (await client.GetAsync($"admin/events{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        foreach (var path in (string[])["redrive", "discard", "replay"])
        {
            (await client.PostAsync($"admin/events/{path}", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static Task<(int Exit, string Out, string Error)> RunAsync(EventHost host, params string[] arguments)
        => StranglerCommand.RunWithTokenAsync(host.Url, EventHost.OperatorToken, arguments);

    // The lag is whatever it is.
    private static readonly IEqualityComparer<string> Ignoring = EqualityComparer<string>.Create((a, b) => a == b || a == "*" || b == "*", _ => 0);
}
