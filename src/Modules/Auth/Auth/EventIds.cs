namespace Monolith.Auth;

/// <summary>Log events 2000 to 2999.</summary>
internal static class EventIds
{
    public const int PasswordFormatChosen = 2001;
    public const int PasswordFormatMissing = 2002;
    public const int PasswordNotCheckable = 2003;
    public const int PasswordRehashed = 2004;
    public const int SigningKeyAdded = 2101;
    public const int SigningKeysRetired = 2102;
    public const int SigningKeyUnreadable = 2103;
    public const int SigningKeyRotationFailed = 2104;
    public const int LoginThrottled = 2201;
    public const int AccountUnderAttack = 2202;
    public const int CleanupFailed = 2301;
    public const int UsersImported = 2401;
    public const int RoleSet = 2501;
    public const int AdministratorTaken = 2502;
    public const int RefreshTokenCopied = 2601;
    public const int MailFailed = 2701;
    public const int MailQueueFull = 2702;
    public const int PasswordReset = 2703;
}
