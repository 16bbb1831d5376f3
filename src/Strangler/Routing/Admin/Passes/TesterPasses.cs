using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Keys;

namespace Monolith.Strangler.Routing.Admin.Passes;

/// <summary>Gives out passes for testers. That one was given out is logged, because it cannot be called back.</summary>
internal sealed partial class TesterPasses(TesterOverride testers, TimeProvider time, ILogger<TesterPasses> logger)
{
    /// <exception cref="AdminException">There is no such side, or nobody needs a pass for so long.</exception>
    public PassAnswer Issue(PassRequest order, string who)
    {
        if (!Variants.Knows(order.Side))
        {
            throw new AdminException(AdminError.InvalidPass, $"The side must be {Variants.Monolith} or {Variants.Service}, not '{order.Side}'.");
        }

        var longest = (long)TesterOverride.LongestPass.TotalSeconds;
        if (order.Life is not { } life || life < 1 || life > longest)
        {
            throw new AdminException(AdminError.InvalidPass, $"A pass lives 1 to {longest} seconds, not '{order.Life}'.");
        }

        var span = TimeSpan.FromSeconds(life);
        var pass = testers.IssuePass(Variants.SideOf(order.Side!), span);
        LogIssued(who, order.Side!, life);
        return new(order.Side!, time.GetUtcNow() + span, TesterOverride.Header, TesterOverride.Cookie, pass);
    }

    [LoggerMessage(EventIds.TesterPassIssued, LogLevel.Information, "{Who} got a tester's pass for the {Side} for {Seconds} s")]
    private partial void LogIssued(string who, string side, long seconds);
}
