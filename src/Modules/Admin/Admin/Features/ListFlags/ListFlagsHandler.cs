using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListFlags;

/// <param name="audit">Looking is an action, too.</param>
/// <param name="flags">Null in a process that moves no traffic.</param>
internal sealed class ListFlagsHandler(AuditTrail audit, IRouteFlags? flags = null) : IRequestHandler<ListFlagsQuery, Result<IReadOnlyList<FlagOutput>>>
{
    private static readonly Error NotHere = new("admin.no_flags", "This process moves no traffic.", ErrorKind.Unavailable);

    public Task<Result<IReadOnlyList<FlagOutput>>> Handle(ListFlagsQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(new Intent(request.AdminId, AdminActionKind.ListFlags), (_, _) => Task.FromResult(Read()), shown: _ => [], cancellationToken);

    private Result<IReadOnlyList<FlagOutput>> Read() => flags is null ? NotHere : flags.Current().Select(FlagOutput.Of).ToList();
}
