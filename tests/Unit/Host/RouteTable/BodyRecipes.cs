using System.Text.Json.Nodes;
using Monolith.Unit.Calls;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>For each route whose body must fit what there is: how its caller gets there, and the members that say so. A route that is not here takes what its types suggest.</summary>
internal static class BodyRecipes
{
    private static readonly Dictionary<string, Func<RouteCaller, Task<JsonObject>>> Recipes = new(StringComparer.Ordinal)
    {
        ["DELETE /api/favorites"] = async caller =>
        {
            await caller.JsonAsync(HttpMethod.Post, "/api/favorites", new JsonObject { ["movie_id"] = BodySamples.Movie });
            return [];
        },
        ["POST /api/auth/login"] = caller => Task.FromResult(OwnEmail(caller)),
        ["POST /api/auth/sessions"] = caller => Task.FromResult(OwnEmail(caller)),
        ["POST /api/auth/sessions/refresh"] = async caller =>
            new() { ["refresh_token"] = (string)(await caller.JsonAsync(HttpMethod.Post, "/api/auth/sessions", OwnEmail(caller)))!["refresh_token"]! },
        ["POST /broker/kotak/login"] = async caller =>
        {
            await caller.JsonAsync(HttpMethod.Post, "/broker/kotak/init", new JsonObject { ["consumer_key"] = "a-consumer-key", ["consumer_secret"] = "a-consumer-secret" });
            return [];
        },
        ["POST /login"] = async caller => new() { ["username"] = (await SignUpAsync(caller)).Name },
        ["POST /wallet/holds"] = WithFundsAsync,
        ["POST /wallet/transfer"] = async caller =>
        {
            await WithFundsAsync(caller);
            return new() { ["to_user_id"] = (await SignUpAsync(caller)).Id };
        },
        ["POST /wallet/withdraw"] = WithFundsAsync,
    };

    public static Task<JsonObject> MembersFor(GuardedRoute route, RouteCaller caller)
        => Recipes.TryGetValue(route.ToString(), out var recipe) ? recipe(caller) : Task.FromResult(new JsonObject());

    private static JsonObject OwnEmail(RouteCaller caller) => new() { ["email"] = caller.User!.Email, ["password"] = WholeHost.Password, ["username"] = null };

    private static async Task<JsonObject> WithFundsAsync(RouteCaller caller)
    {
        await caller.JsonAsync(HttpMethod.Post, "/wallet/add", new JsonObject { ["amount"] = 10 });
        return [];
    }

    /// <summary>Somebody else, who has a name to log in by.</summary>
    private static async Task<(int Id, string Name)> SignUpAsync(RouteCaller caller)
    {
        var name = $"n{Guid.NewGuid():N}"[..20];
        var answer = await caller.JsonAsync(HttpMethod.Post, "/signup", new JsonObject { ["username"] = name, ["email"] = $"{name}@example.com", ["password"] = WholeHost.Password });
        return ((int)answer!["user_id"]!, name);
    }
}
