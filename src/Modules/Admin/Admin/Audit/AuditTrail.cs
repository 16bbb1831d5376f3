using Monolith.Admin.Data;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Audit;

/// <summary>The one way for an admin to do or see something: what they set out to do is written down before, and how it ended before they are told.</summary>
internal sealed class AuditTrail(AdminDbContext database, TimeProvider time)
{
    /// <param name="intent">Who wants what of whom.</param>
    /// <param name="act">Does it, by other modules' requests; given the action's id, which names it to them.</param>
    /// <param name="shown">Of what it answers: of whom it shows something.</param>
    /// <param name="cancellationToken">Ends <paramref name="act"/>; what it has done is written down all the same.</param>
    public async Task<Result<T>> RunAsync<T>(
        Intent intent, Func<Guid, CancellationToken, Task<Result<T>>> act, Func<T, IEnumerable<int>> shown, CancellationToken cancellationToken)
    {
        var action = await BeginAsync(intent, cancellationToken);
        var result = await act(action, cancellationToken);
        database.Add(new ActionOutcome
        {
            ActionId = action,
            Result = result switch
            {
                { Succeeded: true } => ActionResult.Done,
                { Error.Kind: ErrorKind.Unavailable or ErrorKind.Failed } => ActionResult.Unknown,
                _ => ActionResult.Refused,
            },
            ErrorCode = result.Error?.Code,
            ShownUserIds = result.Succeeded ? [.. shown(result.Value)] : [],
            EndedAt = time.GetUtcNow(),
        });
        // The client may be gone; the deed is not.
        await database.SaveChangesAsync(CancellationToken.None);
        return result;
    }

    private async Task<Guid> BeginAsync(Intent intent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var action = new AdminAction
        {
            Id = Guid.CreateVersion7(now),
            AdminId = intent.AdminId,
            Kind = intent.Kind,
            UserId = intent.UserId,
            Reason = intent.Reason,
            BegunAt = now,
        };
        database.Add(action);
        await database.SaveChangesAsync(cancellationToken);
        return action.Id;
    }
}
