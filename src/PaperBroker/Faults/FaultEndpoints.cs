namespace Monolith.PaperBroker.Faults;

/// <summary><c>PUT /faults</c> sets a fault, <c>DELETE /faults</c> takes it back. Mapped only when the start allows it.</summary>
internal static class FaultEndpoints
{
    public const string Path = "/faults";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(Path, (Fault fault, FaultSwitch faults) => faults.Set(fault));
        routes.MapDelete(Path, (FaultSwitch faults) => faults.Set(null));
    }
}
