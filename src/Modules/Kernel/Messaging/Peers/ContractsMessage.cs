using Monolith.Kernel.Messaging.Shapes;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>What each of two processes tells the other before the first request: who it is, and what the requests of one module look like to it.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Instance">This run of it.</param>
/// <param name="Module">Whose Contracts.</param>
/// <param name="Fingerprint">Of all of <paramref name="Requests"/>.</param>
/// <param name="Requests">In no order.</param>
internal sealed record ContractsMessage(string Service, string Instance, string Module, string Fingerprint, IReadOnlyList<ContractShape> Requests);
