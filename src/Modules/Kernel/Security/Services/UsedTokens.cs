namespace Monolith.Kernel.Security.Services;

/// <summary>
/// Remembers the tokens that commands came with for as long as they are good, so that none is used twice. In memory is enough: a command's token names the one
/// process that it is for, so no other one takes it, nor this one after a restart (ADR 0016). Two generations: when the young one has lasted as long as any
/// token may, all that is in the old one has expired.
/// </summary>
internal sealed class UsedTokens(ProcessInstance self, TokenSecuritySettings settings, TimeProvider time)
{
    /// <summary>Tokens of one generation: about 5 MB, and 1,400 commands a second.</summary>
    public const int Capacity = 100_000;

    // A token is accepted from one skew before its life begins to one after it ends.
    private readonly TimeSpan _longestLife = ServiceTokens.Lifetime + 2 * settings.ClockSkew;
    private readonly Lock _lock = new();
    private HashSet<(string, Guid)> _young = [];
    private HashSet<(string, Guid)> _old = [];
    private long _youngSince = time.GetTimestamp();

    public TokenUse Use(ServiceIdentity caller)
    {
        if (caller.Instance is null)
        {
            return TokenUse.Unbound;
        }

        if (caller.Instance != self.Id)
        {
            return TokenUse.OtherInstance;
        }

        lock (_lock)
        {
            ForgetExpired();
            var token = (caller.Service, caller.TokenId);
            return _old.Contains(token) || _young.Contains(token) ? TokenUse.Replayed
                : _young.Count == Capacity ? TokenUse.Full
                : _young.Add(token) ? TokenUse.First : TokenUse.Replayed;
        }
    }

    private void ForgetExpired()
    {
        var age = time.GetElapsedTime(_youngSince);
        if (age >= _longestLife)
        {
            // Nobody came for two lives: the young ones have expired as well.
            _old = age >= 2 * _longestLife ? [] : _young;
            _young = [];
            _youngSince = time.GetTimestamp();
        }
    }
}
