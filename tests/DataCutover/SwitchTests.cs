using System.Data;
using System.Globalization;
using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.DataCutover;

public sealed class SwitchTests(ITestOutputHelper output)
{
    private static readonly int Switches = int.Parse(Environment.GetEnvironmentVariable("CUTOVER_SWITCHES") ?? "6", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task Run_ThereAndBackUnderLoad_LosesAndDoublesNothing(IsolationLevel isolation)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var load = new LedgerLoad(ledger, clients: 8, isolation);
        load.Start();
        long epoch = 1;
        for (var n = 0; n < Switches; n++)
        {
            await Task.Delay(300);
            load.TakeLongestGap();
            var to = n % 2 == 0 ? Place.Own : Place.Monolith;
            var report = await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None);
            await Task.Delay(200);
            output.WriteLine($"{to}: epoch {report.Epoch}, gap {report.Gap.TotalMilliseconds:0} ms, seen {load.TakeLongestGap().TotalMilliseconds:0} ms, {load.Acknowledged} writes");
            report.Owner.ShouldBe(to);
            report.Epoch.ShouldBeGreaterThan(epoch);
            report.WayBack.IsWhole.ShouldBeTrue();
            epoch = report.Epoch;
        }

        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
        foreach (var table in (string[])["accounts", "entries"])
        {
            (await ledger.HashAsync(Place.Own, table)).ShouldBe(await ledger.HashAsync(Place.Monolith, table));
        }
    }
}
