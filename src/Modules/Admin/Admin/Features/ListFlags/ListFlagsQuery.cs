using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListFlags;

/// <summary>What an admin sees of where traffic goes.</summary>
internal sealed record ListFlagsQuery(int AdminId) : IRequest<Result<IReadOnlyList<FlagOutput>>>;
