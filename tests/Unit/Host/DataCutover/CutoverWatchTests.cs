using Microsoft.Extensions.Logging;
using Monolith.Host.DataCutover;
using Monolith.Strangler.Cutover;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.DataCutover;

public sealed class CutoverWatchTests
{
    [Fact]
    public async Task Run_TendingHeldUpByAnOpenTransaction_ComesToAnEnd()
    {
        var module = await MovedModule.CreateAsync("wallet");
        // The row can be read, and not be held.
        await using var holder = await MovedModule.BeginAsync(module.Monolith, "UPDATE cutover_wallet.ownership SET epoch = epoch");
        var lookout = new DataLookout(() => [module], [module.Schema], TimeProvider.System);
        var logs = new CapturedLogs();
        using var logging = LoggerFactory.Create(l => l.AddProvider(logs));
        using var watch = new CutoverWatch(lookout, TimeProvider.System, logging.CreateLogger<CutoverWatch>()) { LongestTending = TimeSpan.FromSeconds(2) };

        await watch.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        lookout.Latest.Modules.ShouldHaveSingleItem().Owner.ShouldBe(Place.Own);
        logs.Lines.ShouldHaveSingleItem().Message.ShouldBe("The resting copy of wallet keeps what nobody needs; trying again");
    }
}
