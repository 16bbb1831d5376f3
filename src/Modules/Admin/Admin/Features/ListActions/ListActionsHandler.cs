using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Admin.Audit;
using Monolith.Admin.Data;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListActions;

internal sealed class ListActionsHandler(AdminDbContext database, AuditTrail audit) : IRequestHandler<ListActionsQuery, Result<IReadOnlyList<ActionOutput>>>
{
    // Who looks at what was done to a user does something, too; the row of this look itself is not among what it shows.
    public Task<Result<IReadOnlyList<ActionOutput>>> Handle(ListActionsQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(
            new Intent(request.AdminId, AdminActionKind.ListActions, request.UserId),
            (action, stop) => ReadAsync(request, request.Before ?? action, stop),
            actions => actions.Select(a => a.UserId).OfType<int>().Distinct(),
            cancellationToken);

    private async Task<Result<IReadOnlyList<ActionOutput>>> ReadAsync(ListActionsQuery request, Guid before, CancellationToken cancellationToken)
    {
        // Ids begin with the time (RFC 9562, version 7), and PostgreSQL compares them by their bytes.
        var wanted = About(request.UserId).AsNoTracking().Where(a => a.Id.CompareTo(before) < 0);
        wanted = request.OfAdminId is { } admin ? wanted.Where(a => a.AdminId == admin) : wanted;
        wanted = request.Kind is { } kind ? wanted.Where(a => a.Kind == kind) : wanted;
        var actions = await wanted.OrderByDescending(a => a.Id).Take(request.Limit).ToListAsync(cancellationToken);
        var ids = actions.ConvertAll(a => a.Id);
        var outcomes = await database.Outcomes.AsNoTracking().Where(o => ids.Contains(o.ActionId)).ToDictionaryAsync(o => o.ActionId, cancellationToken);
        return actions.ConvertAll(a => ActionOutput.Of(a, outcomes.GetValueOrDefault(a.Id)));
    }

    // Two lookups by index: what is on a user and what has shown them are in different tables.
    private IQueryable<AdminAction> About(int? userId) => userId is not { } user
        ? database.Actions
        : database.Actions.FromSql(
            $"""
            SELECT * FROM admin.actions WHERE user_id = {user}
            UNION
            SELECT a.* FROM admin.outcomes o JOIN admin.actions a ON a.id = o.action_id WHERE o.shown_user_ids @> ARRAY[{user}]
            """);
}
