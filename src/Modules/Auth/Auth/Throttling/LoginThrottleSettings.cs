using System.ComponentModel.DataAnnotations;

namespace Monolith.Auth.Throttling;

/// <summary>Section <c>Auth:LoginThrottle</c>. All numbers count failed log-ins and those under way, over all hosts.</summary>
internal sealed class LoginThrottleSettings
{
    /// <summary>How far back <see cref="PerAccountAndAddress"/>, <see cref="PerAddress"/> and <see cref="PerStrangerUnderAttack"/> count. 1 s to 1 h.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most for one account from one address.</summary>
    public int PerAccountAndAddress { get; set; } = 10;

    /// <summary>The most from one address over all accounts.</summary>
    public int PerAddress { get; set; } = 100;

    /// <summary>How far back <see cref="AttackThreshold"/> counts. 1 s to 1 day.</summary>
    public TimeSpan AttackWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>An account with more than this, from all addresses together, is under attack.</summary>
    public int AttackThreshold { get; set; } = 50;

    /// <summary>The most for an account under attack from one address that it has never logged in from.</summary>
    public int PerStrangerUnderAttack { get; set; } = 2;

    /// <summary>How long an address counts as one the account has logged in from. 1 day to 10 years.</summary>
    public TimeSpan RememberOriginsFor { get; set; } = TimeSpan.FromDays(180);

    public IEnumerable<ValidationResult> Validate()
    {
        const string section = nameof(AuthSettings.LoginThrottle);
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromHours(1))
        {
            yield return new("must be between 00:00:01 and 01:00:00.", [$"{section}:{nameof(Window)}"]);
        }

        if (AttackWindow < TimeSpan.FromSeconds(1) || AttackWindow > TimeSpan.FromDays(1))
        {
            yield return new("must be between 00:00:01 and 1.00:00:00.", [$"{section}:{nameof(AttackWindow)}"]);
        }

        if (RememberOriginsFor < TimeSpan.FromDays(1) || RememberOriginsFor > TimeSpan.FromDays(3650))
        {
            yield return new("must be between 1.00:00:00 and 3650.00:00:00.", [$"{section}:{nameof(RememberOriginsFor)}"]);
        }

        foreach (var (name, value) in new[]
        {
            (nameof(PerAccountAndAddress), PerAccountAndAddress), (nameof(PerAddress), PerAddress),
            (nameof(AttackThreshold), AttackThreshold), (nameof(PerStrangerUnderAttack), PerStrangerUnderAttack),
        })
        {
            if (value is < 1 or > 1_000_000)
            {
                yield return new("must be 1 to 1000000.", [$"{section}:{name}"]);
            }
        }
    }
}
