using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListPendingKyc;

/// <summary>The queue of an admin.</summary>
internal sealed record ListPendingKycQuery(int AdminId) : IRequest<Result<PendingKycOutput[]>>;
