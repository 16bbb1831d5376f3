using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding.LongLived;

namespace Monolith.Strangler.Routing.Forwarding;

/// <param name="Context">The request.</param>
/// <param name="Server">Where it goes.</param>
/// <param name="Limits">How long it may wait, and for what.</param>
/// <param name="LongLived">Where it is counted when it turns out to be an event stream or a WebSocket.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ForwardingWay(HttpContext Context, ExtractedService Server, ForwardingLimits Limits, LongLivedConnections LongLived);
