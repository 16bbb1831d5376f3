using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>Counts the requests of every caller. Memory is bounded: users are as many as signed in, addresses beyond a limit share counters.</summary>
internal sealed partial class FrontendRateLimiter : IDisposable
{
    private readonly RateLimitSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<FrontendRateLimiter> _logger;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private int _addresses;
    private int _told;

    public FrontendRateLimiter(RateLimitSettings settings, TimeProvider time, ILogger<FrontendRateLimiter> logger)
    {
        _settings = settings;
        _time = time;
        _logger = logger;
        _limiter = PartitionedRateLimiter.Create<HttpContext, CallerKey>(PartitionOf);
    }

    public WindowLease Count(HttpContext context) => (WindowLease)_limiter.AttemptAcquire(context);

    public void Dispose() => _limiter.Dispose();

    private RateLimitPartition<CallerKey> PartitionOf(HttpContext context)
    {
        var key = context.User.FindUserId() is { } user ? CallerKey.OfUser(user) : CallerKey.OfAddress(context.Connection.RemoteIpAddress);
        if (key.Kind == CallerKind.User)
        {
            return RateLimitPartition.Get(key, _ => new CallerWindow(_settings.PermitLimit, _settings.Window, _time) as RateLimiter);
        }

        if (Volatile.Read(ref _addresses) < _settings.MaxAddresses)
        {
            Interlocked.Exchange(ref _told, 0);
            return RateLimitPartition.Get(key, CountedWindow);
        }

        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            LogOverflow(_settings.MaxAddresses);
        }

        return RateLimitPartition.Get(key.Shared(), _ => new CallerWindow(_settings.PermitLimit, _settings.Window, _time) as RateLimiter);
    }

    private RateLimiter CountedWindow(CallerKey key)
    {
        Interlocked.Increment(ref _addresses);
        return new CallerWindow(_settings.PermitLimit, _settings.Window, _time, () => Interlocked.Decrement(ref _addresses));
    }

    [LoggerMessage(EventIds.RateLimitOverflow, LogLevel.Warning, "More than {Limit} addresses (RateLimit:MaxAddresses) are counted; further ones share counters until some are idle")]
    private partial void LogOverflow(int limit);
}
