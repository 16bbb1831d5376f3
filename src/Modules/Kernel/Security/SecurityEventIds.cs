namespace Monolith.Kernel.Security;

/// <summary>Log events 1200 to 1299.</summary>
internal static class SecurityEventIds
{
    public const int AccessTokenRefused = 1201;
    public const int SecurityUnavailable = 1202;
    public const int RevocationsStale = 1210;
    public const int RevocationsFreshAgain = 1211;
    public const int RevocationCheckFailed = 1212;
    public const int KeyRefreshFailed = 1220;
    public const int ServiceTokenRefused = 1230;
    public const int TrustedKeyUnreadable = 1231;
    public const int OperatorRefused = 1240;
}
