using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Kotak;

/// <summary>Ends a log-in at Kotak with the one-time password.</summary>
internal sealed record ConfirmCommand(int UserId, string OneTimePassword) : IRequest<Result<Unit>>
{
    /// <summary>Without what it holds: a record's own would end up in a log one day.</summary>
    public override string ToString() => nameof(ConfirmCommand);
}
