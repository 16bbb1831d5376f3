using System.Text.Json;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Admin.Linting;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Admin.Applying;

/// <summary>All flags as one document, kept in version control for example: given out, and put in the place of what there is.</summary>
internal sealed class DocumentControl(RouteCatalog catalog, LiveFlags live, FlagLint lint, ChangeReport report, TimeProvider time)
{
    public ExportAnswer Export()
    {
        var flags = live.Flags;
        return new(flags.Version, JsonSerializer.SerializeToElement(flags.Document, FlagDocument.Json));
    }

    /// <summary>Compares and sets: nobody's change in between is overwritten unseen, and a rollback that came first stays.</summary>
    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public async Task<ApplyAnswer> ApplyAsync(ApplyRequest order, string who, CancellationToken cancellationToken)
    {
        var before = live.Flags;
        if (order.Document.ValueKind != JsonValueKind.Object)
        {
            throw new AdminException(AdminError.InvalidBody, "The document is missing.");
        }

        var json = order.Document.GetRawText();
        var found = lint.CheckText(json);
        if (!found.Passed)
        {
            return new(before.Version, [], found, Change: null);
        }

        var document = FlagDocument.Parse(json).WithFlagsFor(catalog.Routes.Keys);
        var differences = FlagDifferences.Between(before.Document, document);
        if (order.DryRun)
        {
            return new(before.Version, differences, found, Change: null);
        }

        var reason = OrderRules.CheckedReason(order.Reason);
        var wait = OrderRules.CheckedWait(order.Wait);
        var change = await live.ChangeAsync(_ => order.Expected is { } expected && live.Head.Version != expected ? throw Overtaken(expected) : document, FlagOrder.New(who, reason, time), cancellationToken);
        return new(change.Version, differences, found, await report.AnswerAsync(change, wait, cancellationToken));
    }

    private AdminException Overtaken(long expected)
        => new(AdminError.VersionChanged, $"The flags are at version {live.Head.Version} by now, not {expected}; nothing was applied. Look at the difference again.");
}
