namespace Monolith.Kernel;

/// <summary>Every log event of the Kernel, in one place, so that an id means one thing. Modules and the strangler have files of their own: Auth 2000, Movies 3000, Favorites 4000, Strangler 5000, Host 6000, Wallet 7000, Kyc 8000, Broker 9000.</summary>
internal static class EventIds
{
    public const int MigrationWaiting = 1001;
    public const int MigrationApplying = 1002;
    public const int MigrationDone = 1003;
    public const int ServiceConnectionWritten = 1004;
    public const int OwnershipLost = 1005;
    public const int OwnershipBack = 1006;
    public const int OwnDatabaseNotReached = 1007;
    public const int DataHeld = 1008;
    public const int SeedPutOff = 1009;
    public const int RequestHandlerFailed = 1101;
    public const int RequestTimedOut = 1102;
    public const int RemoteRequestFailed = 1103;
    public const int RemoteRequestRetried = 1104;
    public const int InternalCallRefused = 1105;
    public const int InternalTokenNotUsable = 1106;
    public const int ContractsUnfit = 1107;
    public const int ContractsOlder = 1108;
    public const int PeerNotGreeted = 1109;
    public const int IdempotencyOvertaken = 1201;
    public const int IdempotencyAnswerNotKept = 1202;
    public const int IdempotencyPurgeFailed = 1203;
    public const int EventsNotSaved = 1401;
    public const int EventHandlerFailed = 1402;
    public const int EventDead = 1403;
    public const int EventSubscriberUnavailable = 1404;
    public const int EventDispatchFailed = 1405;
    public const int EventDeliveryRefused = 1406;
    public const int EventPurgeFailed = 1407;
    public const int EventOrder = 1408;
    public const int EventBrokerConnected = 1409;
    public const int EventBrokerLost = 1410;
    public const int EventsHandledApart = 1411;
    public const int RequestAnswered = 1300;
    public const int UnhandledException = 1301;
    public const int BadRequest = 1302;
    public const int ConnectionRefused = 1303;
    public const int Draining = 1304;
    public const int RateLimitOverflow = 1305;
}
