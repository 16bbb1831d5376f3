using Monolith.PaperBroker.Market;

namespace Monolith.PaperBroker.Trading;

/// <summary>The accounts of the demo users: one for each, seen through both brokers' APIs.</summary>
internal sealed class Accounts(Exchange exchange, PaperSettings settings, TimeProvider time)
{
    private const decimal Cash = 1_000_000;

    private readonly IReadOnlyList<Account> _accounts = [.. Enumerable.Range(1, DemoCredentials.Users).Select(user => Open(user, exchange, settings, time))];

    /// <param name="user">Counted from 1.</param>
    public Account this[int user] => _accounts[user - 1];

    public void FillOpenOrders()
    {
        foreach (var account in _accounts)
        {
            account.FillOpenOrders();
        }
    }

    private static Account Open(int user, Exchange exchange, PaperSettings settings, TimeProvider time)
    {
        var random = new Random(unchecked(settings.Seed + (user * 7919)));
        var holdings = Instrument.All.OrderBy(_ => random.Next()).Take(3)
            .Select(i => new Holding(i, random.Next(1, 20) * 5, Math.Round(i.FirstPrice * (decimal)(0.9 + (random.NextDouble() / 5)), 2)));
        return new(exchange, time, Cash, [.. holdings]);
    }
}
