using Monolith.Integration.Environments;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Integration.Cutover;

/// <summary>Who is killed when a switch is at a step.</summary>
/// <param name="Step">When.</param>
/// <param name="Victim">Who.</param>
/// <param name="To">Where the data goes.</param>
internal sealed record ProcessKill(SwitchStep Step, ProcessKill.Party Victim, Place To)
{
    /// <summary>Processes that use the data while it moves.</summary>
    public enum Party
    {
        Host,
        Service,
        Both,
    }

    /// <summary>Whoever takes every so many of them, an odd number, goes there and back in turn, beginning there.</summary>
    public static IReadOnlyList<ProcessKill> All { get; } =
    [
        .. from step in Enum.GetValues<SwitchStep>()
           from victim in Enum.GetValues<Party>()
           from to in new[] { Place.Monolith, Place.Own }
           select new ProcessKill(step, victim, to),
    ];

    /// <summary>The processes it kills.</summary>
    public IReadOnlyList<ServerProcess> VictimsOf(TestEnvironment environment) => Victim switch
    {
        Party.Host => [environment.Host],
        Party.Service => [environment.Wallet.Process],
        _ => [environment.Host, environment.Wallet.Process],
    };

    /// <summary>Starts them again.</summary>
    public async Task ReviveAsync(TestEnvironment environment)
    {
        if (Victim != Party.Service)
        {
            await environment.StartHostAsync();
        }

        if (Victim != Party.Host)
        {
            await environment.Wallet.StartAsync();
        }
    }
}
