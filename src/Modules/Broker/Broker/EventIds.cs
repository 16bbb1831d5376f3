namespace Monolith.Broker;

/// <summary>Log events 9000 to 9999.</summary>
internal static class EventIds
{
    public const int BrokerGaveNoAnswer = 9001;
    public const int BrokerAnsweredUnusably = 9002;
    public const int BrokerCircuitOpened = 9003;
    public const int BrokerCircuitClosed = 9004;
    public const int BrokerNotConfigured = 9005;
    public const int SecretsReEncrypted = 9101;
    public const int ReEncryptionFailed = 9102;
}
