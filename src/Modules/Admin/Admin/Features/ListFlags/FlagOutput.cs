using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ListFlags;

/// <summary>One route that may be moved; see <see cref="RouteFlag"/>.</summary>
internal sealed record FlagOutput(string Route, string Module, IReadOnlyList<string> Endpoints, string Side, decimal Percent, string? Service)
{
    public static FlagOutput Of(RouteFlag flag) => new(flag.Route, flag.Module, flag.Endpoints, flag.Side, flag.Percent, flag.Service);
}
