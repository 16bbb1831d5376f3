using System.Net;
using System.Net.Sockets;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Modules;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Peers;

public sealed class AddressBookTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private readonly ManualTime _time = new();
    private string[] _addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
    private int _asked;

    [Fact]
    public async Task InOrder_SeveralAddresses_GoByTurns()
    {
        using var book = Book();

        var firsts = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            firsts.Add((await book.InOrderAsync(default))[0].Url.ToString());
        }

        firsts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["http://10.0.0.1:8085/", "http://10.0.0.2:8085/", "http://10.0.0.3:8085/"]);
        firsts.Take(3).ShouldBe(firsts.Skip(3));
    }

    [Fact]
    public async Task InOrder_OneFailed_ComesLastForAWhile()
    {
        using var book = Book();
        var failed = (await book.InOrderAsync(default))[0];
        failed.Failed();

        for (var i = 0; i < 3; i++)
        {
            (await book.InOrderAsync(default))[^1].ShouldBeSameAs(failed);
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        failed.IsHealthy.ShouldBeTrue();
    }

    [Fact]
    public async Task InOrder_AnswerIsTooOld_IsAskedAgainAndKeepsWhatIsKnown()
    {
        using var book = Book();
        var before = (await book.InOrderAsync(default)).ToDictionary(p => p.Url.Host);
        _addresses = ["10.0.0.2", "10.0.0.4"];
        (await book.InOrderAsync(default)).Count.ShouldBe(3);
        _time.Advance(MaxAge);

        var after = (await book.InOrderAsync(default)).ToDictionary(p => p.Url.Host);

        after.Keys.Order(StringComparer.Ordinal).ShouldBe(["10.0.0.2", "10.0.0.4"]);
        after["10.0.0.2"].ShouldBeSameAs(before["10.0.0.2"]);
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task InOrder_ResolverFails_TheLastKnownStay()
    {
        using var book = Book();
        await book.InOrderAsync(default);
        _addresses = [];
        _time.Advance(MaxAge);

        (await book.InOrderAsync(default)).Count.ShouldBe(3);
        await Should.ThrowAsync<SocketException>(async () => await Book().InOrderAsync(default));
    }

    [Fact]
    public async Task InOrder_SixthVersionAddresses_AreInBrackets()
    {
        _addresses = ["::1"];
        using var book = Book();

        (await book.InOrderAsync(default))[0].Url.ToString().ShouldBe("http://[::1]:8085/");
    }

    // The machine's resolver, and what its hosts file says of a name: on most, an address of either version, of which nobody listens at one.
    [Fact]
    public async Task Send_ToAName_ReachesTheAddressThatAnswers()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.Remote, receiver: "probe");
        var port = placement.ReceiverUrl.Port;
        await using var sender = Placement.SenderTo(
            new Uri("http://127.0.0.1:1"), ("Modules:Probe:Url", $"dns://localhost:{port}"), ("Modules:Probe:Timeout", "00:00:20"));

        (await Placement.SendAsync(sender, new ProbeQuery(ProbeKind.Answer, "by name"))).Error.ShouldBeNull();
    }

    private AddressBook Book() => new(new Uri("dns://wallet:8085"), MaxAge, ResolveAsync, _time);

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        name.ShouldBe("wallet");
        _asked++;
        return _addresses.Length == 0 ? Task.FromException<IPAddress[]>(new SocketException(11)) : Task.FromResult(_addresses.Select(IPAddress.Parse).ToArray());
    }
}
