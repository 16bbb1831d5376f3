using System.Runtime.InteropServices;
using Monolith.Integration.Client;

namespace Monolith.Integration.Load;

/// <param name="Started">In <see cref="System.Diagnostics.Stopwatch"/> ticks, like <paramref name="Ended"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServedRequest(Side Side, long Started, long Ended);
