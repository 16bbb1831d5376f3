using Monolith.Strangler.Routing.Decisions;

namespace Monolith.Strangler.Routing.Flags;

/// <summary>The two variants every flag has.</summary>
internal static class Variants
{
    public const string Monolith = "monolith";
    public const string Service = "service";

    public static bool Knows(string? variant) => variant is Monolith or Service;

    public static string NameOf(Side side) => side == Side.Service ? Service : Monolith;

    public static Side SideOf(string variant) => variant == Service ? Side.Service : Side.Monolith;
}
