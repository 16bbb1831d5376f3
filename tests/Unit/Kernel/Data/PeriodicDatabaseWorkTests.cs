using Monolith.Kernel.Data;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data;

public sealed class PeriodicDatabaseWorkTests
{
    [Fact]
    public async Task Round_FailsAsNobodyForesaw_IsToldAndTheNextOneComes()
    {
        using var work = new FailsAtFirst(new InvalidCastException("nobody foresaw it"));
        await work.StartAsync(CancellationToken.None);

        await Eventually.BecomesAsync(() => work.Rounds > 1 || work.ExecuteTask!.IsCompleted, true, TimeSpan.FromSeconds(30));

        work.ExecuteTask!.IsCompleted.ShouldBeFalse("what leaves a background service stops the whole process");
        work.Told.ShouldBeOfType<InvalidCastException>();
        await work.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Round_ToldToStop_IsNoFailure()
    {
        using var work = new FailsAtFirst(new OperationCanceledException()) { WaitsForTheStop = true };
        await work.StartAsync(CancellationToken.None);
        await Eventually.BecomesAsync(() => work.Rounds, 1, TimeSpan.FromSeconds(30));

        await work.StopAsync(CancellationToken.None);

        work.ExecuteTask!.IsCompleted.ShouldBeTrue();
        work.Told.ShouldBeNull();
    }

    private sealed class FailsAtFirst(Exception exception) : PeriodicDatabaseWork(TimeSpan.FromMilliseconds(20), TimeProvider.System, startsAtOnce: true)
    {
        private volatile Exception? _told;
        private int _rounds;

        public bool WaitsForTheStop { get; init; }

        public int Rounds => Volatile.Read(ref _rounds);

        public Exception? Told => _told;

        public override async Task RunAsync(CancellationToken cancellationToken)
        {
            var round = Interlocked.Increment(ref _rounds);
            await Task.Delay(WaitsForTheStop ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
            if (round == 1)
            {
                throw exception;
            }
        }

        protected override void Failed(Exception exception) => _told = exception;
    }
}
