using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>What in a host's status wants somebody's attention, and where modules' data is.</summary>
internal static class StatusLines
{
    public static IEnumerable<Styled> Of(StatusAnswer status)
    {
        foreach (var service in status.Services.Where(s => s.Health == "unhealthy" || s.BreakerOpen))
        {
            yield return new($"Service {service.Module} at {service.Url}: {service.Detail}{(service.BreakerOpen ? "; not tried for now, the monolith answers" : "")}.", "yellow");
        }

        (string? Error, string Means)[] troubles =
        [
            (status.StoreError, "The flags' store cannot be reached; nothing can be shifted"), (status.DocumentError, "The newest flags are broken"),
            (status.LeaseExpired ? "nobody confirms the flags any more." : null, "Everything is the monolith's"), (status.LedgerError, "The ledger was cut or changed"),
            (status.ConfigurationError, "The newest configuration file is not in force"),
        ];
        foreach (var (error, means) in troubles.Where(t => t.Error is not null))
        {
            yield return new($"{means}: {error}", "red");
        }

        foreach (var line in DataLines.Of(status.Data))
        {
            yield return line;
        }

        foreach (var rollback in status.PendingRollbacks)
        {
            yield return new($"Rolled back on this host, not yet in the store: {(rollback.Routes is null ? "everything" : string.Join(", ", rollback.Routes))}, by {rollback.Who} on {Words.Time(rollback.At)}: {rollback.Reason}", "yellow");
        }
    }
}
