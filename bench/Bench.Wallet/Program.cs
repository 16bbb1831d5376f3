using System.Globalization;
using Monolith.Bench.Wallet;

// Bench.Wallet prepare CONNECTION USERS: makes the schema and users with money.
// Bench.Wallet CONNECTION USERS CLIENTS WARMUP SECONDS: transfers between them at random; writes transfers a second and microseconds of CPU for each.
switch (args)
{
    case ["prepare", var connection, var users]:
    {
        await using var wallet = new WalletInProcess(connection, clients: 1);
        await wallet.PrepareAsync(Number(users));
        return 0;
    }

    case [var connection, var users, var clients, var warmUp, var seconds]:
    {
        await using var wallet = new WalletInProcess(connection, Number(clients));
        var load = new TransferLoad(wallet, Number(users), Number(clients));
        await load.RunAsync(TimeSpan.FromSeconds(Number(warmUp)));
        var begin = Environment.CpuUsage.TotalTime;
        var transfers = await load.RunAsync(TimeSpan.FromSeconds(Number(seconds)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{transfers / (double)Number(seconds):F0} {(Environment.CpuUsage.TotalTime - begin).TotalMicroseconds / transfers:F0}"));
        return 0;
    }

    default:
        await Console.Error.WriteLineAsync("Usage: Bench.Wallet prepare CONNECTION USERS | Bench.Wallet CONNECTION USERS CLIENTS WARMUP SECONDS");
        return 2;
}

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
