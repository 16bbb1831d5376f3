namespace Monolith.Kyc;

/// <summary>Log events 8000 to 8999.</summary>
internal static class EventIds
{
    public const int StatementToolsMissing = 8001;
    public const int StatementTooMuch = 8002;
    public const int StatementsBusy = 8003;
    public const int EncryptedAnew = 8011;
    public const int EncryptionUnreadable = 8012;
    public const int EncryptionRoundFailed = 8013;
}
