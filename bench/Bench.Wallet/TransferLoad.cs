using System.Diagnostics;
using Monolith.Wallet.Domain;

namespace Monolith.Bench.Wallet;

/// <summary>Clients that each transfer without a pause, between any two users, under a reference of its own.</summary>
internal sealed class TransferLoad(WalletInProcess wallet, int users, int clients)
{
    /// <returns>How many transfers were made in that time.</returns>
    public async Task<long> RunAsync(TimeSpan length)
        => (await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => ClientAsync(length))))).Sum();

    private async Task<long> ClientAsync(TimeSpan length)
    {
        var (begin, made) = (Stopwatch.GetTimestamp(), 0L);
        for (; Stopwatch.GetElapsedTime(begin) < length; made++)
        {
            var from = Random.Shared.Next(1, users + 1);
            var to = ((from - 1 + Random.Shared.Next(1, users)) % users) + 1;
            await wallet.BookAsync(Posting.Transfer(from, to, 0.01m, Guid.NewGuid().ToString()));
        }

        return made;
    }
}
