using System.Runtime.InteropServices;
using Monolith.Integration.Client;

namespace Monolith.Integration.Load;

/// <param name="Module">In lower case.</param>
/// <param name="Side">Who answered.</param>
/// <param name="Started">In <see cref="System.Diagnostics.Stopwatch"/> ticks, like <paramref name="Ended"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServedRequest(string Module, Side Side, long Started, long Ended);
