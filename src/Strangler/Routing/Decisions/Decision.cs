using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>Who answers a request, and why.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Decision(Side Side, DecisionReason Reason);
