namespace Monolith.Strangler.Routing;

/// <summary>Every log event of the strangler (5000 to 5999), in one place, so that an id means one thing.</summary>
internal static class EventIds
{
    public const int SnapshotApplied = 5001;
    public const int DocumentRefused = 5002;
    public const int StoreLost = 5003;
    public const int StoreFound = 5004;
    public const int SnapshotFileUnreadable = 5005;
    public const int SnapshotFileNotWritten = 5006;
    public const int FlagsChanged = 5007;
    public const int LedgerHead = 5008;
    public const int LedgerBroken = 5009;
    public const int CheckpointNotKept = 5010;
    public const int LeaseEnded = 5011;
    public const int LeaseRenewed = 5012;
    public const int RollbackPending = 5013;
    public const int PendingRollbacksUnreadable = 5014;
    public const int PendingRollbacksNotWritten = 5015;
    public const int TesterPassIssued = 5016;
    public const int FellBack = 5101;
    public const int MayHaveHappened = 5102;
    public const int ResponseTorn = 5103;
    public const int BreakerOpened = 5104;
    public const int BreakerClosed = 5105;
    public const int HealthChanged = 5106;
    public const int LongLivedLeaving = 5107;
}
