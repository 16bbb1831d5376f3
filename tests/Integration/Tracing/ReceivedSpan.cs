namespace Monolith.Integration.Tracing;

/// <summary>A span as a process exported it.</summary>
/// <param name="Service">The resource's <c>service.name</c>: the process.</param>
/// <param name="Source">The name of the activity source.</param>
/// <param name="Trace">32 hexadecimal digits.</param>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="Parent">16 hexadecimal digits; empty: the trace begins here.</param>
/// <param name="Kind">2 is a server, 3 a client, as in <c>opentelemetry/proto/trace/v1/trace.proto</c>.</param>
internal sealed record ReceivedSpan(string Service, string Source, string Trace, string Id, string Parent, string Name, ulong Kind)
{
    public const ulong Server = 2;
    public const ulong Client = 3;
}
