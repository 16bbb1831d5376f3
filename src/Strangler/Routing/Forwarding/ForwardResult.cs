using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Forwarding;

/// <param name="Outcome">How far it came.</param>
/// <param name="Reason">Why it came no further; null when it was answered or the client is to blame.</param>
/// <param name="Status">What to tell the client, where it has nothing yet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ForwardResult(ForwardOutcome Outcome, FallbackReason? Reason = null, int Status = 502);
