using System.Text.Json.Nodes;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>For each route with a parameter: how its owner comes by an object, as the route's values; nothing for what is everybody's, or is not kept here.</summary>
internal static class ForeignObjects
{
    private static readonly Dictionary<string, Func<RouteCaller, Task<IReadOnlyDictionary<string, string>?>>> Recipes = new(StringComparer.Ordinal)
    {
        // The order is at the broker, which is asked with the caller's own session: Broker/Features/OrdersTests tries another user's there.
        ["DELETE /broker/kotak/orders/{orderId}"] = _ => Everybodys,
        ["DELETE /broker/zerodha/orders/{orderId}"] = _ => Everybodys,
        ["DELETE /api/auth/sessions/{id:guid}"] = async owner => Named("id", (string)(await owner.JsonAsync(HttpMethod.Get, "/api/auth/sessions"))!.AsArray()[0]!["id"]!),
        ["GET /api/movies/{id}"] = _ => Everybodys,
        ["POST /wallet/holds/{holdId:guid}/capture"] = HoldAsync,
        ["POST /wallet/holds/{holdId:guid}/release"] = HoldAsync,
    };

    private static Task<IReadOnlyDictionary<string, string>?> Everybodys => Task.FromResult<IReadOnlyDictionary<string, string>?>(null);

    public static Func<RouteCaller, Task<IReadOnlyDictionary<string, string>?>>? RecipeFor(GuardedRoute route) => Recipes.GetValueOrDefault(route.ToString());

    private static async Task<IReadOnlyDictionary<string, string>?> HoldAsync(RouteCaller owner)
    {
        await owner.JsonAsync(HttpMethod.Post, "/wallet/add", new JsonObject { ["amount"] = 10, ["payment_method"] = "upi" });
        return Named("holdId", (string)(await owner.JsonAsync(HttpMethod.Post, "/wallet/holds", new JsonObject { ["amount"] = 4 }))!["hold_id"]!);
    }

    private static Dictionary<string, string> Named(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
