using System.Diagnostics.Metrics;

namespace Monolith.Auth.Features.Login;

/// <summary>Log-ins by outcome; a rise of the failed and throttled ones is what an attack looks like.</summary>
internal static class LoginMetrics
{
    private static readonly Meter Meter = new("Monolith.Auth");
    private static readonly Counter<long> Logins = Meter.CreateCounter<long>("monolith.auth.login", "{login}", "Log-ins by outcome.");

    public static void Count(LoginOutcome outcome) => Logins.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
}
