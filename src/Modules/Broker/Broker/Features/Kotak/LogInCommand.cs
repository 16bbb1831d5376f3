using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Kotak;

/// <summary>Sends a user's number and password to Kotak. Neither is kept.</summary>
internal sealed record LogInCommand(int UserId, string MobileNumber, string Password) : IRequest<Result<Unit>>
{
    /// <summary>Without what it holds: a record's own would end up in a log one day.</summary>
    public override string ToString() => nameof(LogInCommand);
}
