// expect: Monolith.Favorites (Implementation) uses Monolith.Host (Host).
//# assembly Monolith.Host
namespace Monolith.Host;

public static class Composition
{
    public static string Name => "monolith";

    public static void Main()
    {
    }
}

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

internal sealed class Favorite
{
    public string Place => Monolith.Host.Composition.Name;
}
