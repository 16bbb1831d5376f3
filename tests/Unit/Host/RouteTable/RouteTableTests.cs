using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Monolith.Admin;
using Monolith.Unit.Calls;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>What must hold for every route of every module, read from the route table: a new one is in it by itself.</summary>
public sealed partial class RouteTableTests : IAsyncLifetime
{
    private WholeHost _host = null!;
    private IReadOnlyList<GuardedRoute> _routes = null!;

    public async Task InitializeAsync()
    {
        _host = await WholeHost.StartAsync();
        _routes = [.. GuardedRoute.AllOf(_host.Routes)];
        _routes.Count.ShouldBeGreaterThan(40);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Route_OfAnyModule_SaysWhoMayComeIn() => _routes.Where(r => !r.SaysWhoMayComeIn).Select(r => r.ToString()).ShouldBeEmpty();

    [Fact]
    public async Task Send_AsNobody_Is401UnlessTheRouteIsForEverybody()
    {
        var nobody = new RouteCaller(_host.Process.Public, User: null, Token: null);

        (await ViolationsAsync(_routes.Where(r => !r.IsForEverybody && !r.IsInternal), r => nobody.SendAsync(new(r.Method), r.Path()), StatusCodes.Status401Unauthorized)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WithAForgedOrForeignToken_Is401()
    {
        var user = await RouteCaller.SignInAsync(_host);
        var parts = user.Token!.Split('.');
        string[] tokens = ["x", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}", await File.ReadAllTextAsync(Path.Combine(_host.DataDirectory, "operator-token"))];
        foreach (var token in tokens)
        {
            var intruder = user with { Token = token.Trim() };
            (await ViolationsAsync(_routes.Where(r => !r.IsForEverybody && !r.IsInternal), r => intruder.SendAsync(new(r.Method), r.Path()), StatusCodes.Status401Unauthorized)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Send_AsAUserToARouteForAdmins_Is403()
    {
        var user = await RouteCaller.SignInAsync(_host);

        (await ViolationsAsync(_routes.Where(r => r.IsForAdmins), r => user.SendAsync(new(r.Method), r.Path(), new JsonObject()), StatusCodes.Status403Forbidden)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_ToAnInternalRouteFromOutside_Is404WhoeverAsks()
    {
        var user = await RouteCaller.SignInAsync(_host);
        var operators = user with { Token = (await File.ReadAllTextAsync(Path.Combine(_host.DataDirectory, "operator-token"))).Trim() };
        _routes.Where(r => r.IsInternal).ShouldNotBeEmpty();

        foreach (var caller in new[] { user, operators, user with { Token = null } })
        {
            (await ViolationsAsync(_routes.Where(r => r.IsInternal), r => caller.SendAsync(new(r.Method), r.Path(), new JsonObject()), StatusCodes.Status404NotFound)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Route_BelowAnInternalPathAndYetPublic_IsTheAdminModulesAndForAdmins()
    {
        var open = _routes.Where(r => r.BeginsAsInternal && !r.IsInternal).ToList();

        open.Select(r => r.ToString()).ShouldBe(
            [
                "GET /admin/kyc/pending", "POST /admin/kyc/{userId:int}/view", "POST /admin/kyc/{userId:int}/statement", "POST /admin/kyc/{userId:int}/decide", "GET /admin/users", "GET /admin/users/{userId:int}", "PUT /admin/users/{userId:int}/role",
                "POST /admin/users/{userId:int}/wallet/freeze", "POST /admin/users/{userId:int}/wallet/unfreeze", "GET /admin/flags", "GET /admin/actions",
            ],
            ignoreOrder: true);
        open.ShouldAllBe(r => r.IsForAdmins && r.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!.ControllerTypeInfo.Assembly == typeof(AdminModule).Assembly);
    }

    [Fact]
    public async Task Send_ToAnyOtherAdminPathFromOutsideAsAnAdmin_Is404()
    {
        var admin = await AdminAsync();
        foreach (var (method, path) in new[]
        {
            ("GET", "/admin"), ("GET", "/admin/kyc"), ("POST", "/admin/kyc/pending"), ("GET", "/admin/kyc/1/decide"), ("POST", "/admin/kyc/x/decide"),
            ("POST", "/admin/kyc/99999999999/decide"), ("GET", "/admin/kyc/pending/more"), ("GET", "/admin/strangler/status"), ("GET", "/admin/events"),
        })
        {
            using var answer = await admin.SendAsync(new(method), path, method == "POST" ? new JsonObject() : null);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Send_ToAPublicAdminRoute_TakesAnAdminsTokenOnBothListeners()
    {
        var (admin, user) = (await AdminAsync(), await RouteCaller.SignInAsync(_host));
        var operators = new RouteCaller(_host.Process.Public, User: null, (await File.ReadAllTextAsync(Path.Combine(_host.DataDirectory, "operator-token"))).Trim());
        foreach (var client in new[] { _host.Process.Public, _host.Process.Internal })
        {
            (await StatusAsync(admin, client)).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(user, client)).ShouldBe(HttpStatusCode.Forbidden);
            (await StatusAsync(operators, client)).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(operators with { Token = null }, client)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        static async Task<HttpStatusCode> StatusAsync(RouteCaller caller, HttpClient client)
        {
            using var answer = await (caller with { Client = client }).SendAsync(HttpMethod.Get, "/admin/kyc/pending");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Send_ToAnInternalRouteFromInsideAsAUser_Is401()
    {
        var user = await RouteCaller.SignInAsync(_host) with { Client = _host.Process.Internal };

        (await ViolationsAsync(_routes.Where(r => r.IsInternal), r => user.SendAsync(new(r.Method), r.Path(), new JsonObject()), StatusCodes.Status401Unauthorized)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WithTheIdOfAnothersObject_IsRefusedAndChangesNothing()
    {
        var checkedRoutes = 0;
        foreach (var route in _routes.Where(r => r.IsForUsers && r.Parameters.Count > 0))
        {
            var recipe = ForeignObjects.RecipeFor(route);
            recipe.ShouldNotBeNull($"{route} has a parameter and is in no test. Say in tests/Unit/Host/RouteTable/ForeignObjects.cs how its owner comes by such an object, or that it is everybody's.");
            var (owner, intruder) = (await RouteCaller.SignInAsync(_host), await RouteCaller.SignInAsync(_host));
            if (await recipe(owner) is not { } values)
            {
                continue;
            }

            checkedRoutes++;
            var before = await WhatIsSeenByAsync(owner);
            using var refused = await intruder.SendAsync(new(route.Method), route.Path(values));
            ((int)refused.StatusCode).ShouldBeOneOf([403, 404], $"{route} with the id of another user's object");
            (await WhatIsSeenByAsync(owner)).ShouldBe(before, route.ToString());
            using var allowed = await owner.SendAsync(new(route.Method), route.Path(values));
            allowed.IsSuccessStatusCode.ShouldBeTrue($"{route} as the owner: the object of the recipe must be one");
        }

        checkedRoutes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Send_MembersThatNoClientMaySet_ChangeNothing()
    {
        var victim = await RouteCaller.SignInAsync(_host);
        var seen = await WhatIsSeenByAsync(victim);
        List<string> wrong = [];
        // Of several actions at one path, the one that reads nothing is there to refuse what the others do not read.
        var routes = _routes.Where(r => !r.IsInternal && !r.IsForAdmins && r.Method is not "GET")
            .GroupBy(r => r.ToString(), StringComparer.Ordinal).SelectMany(g => g.Count() == 1 ? g : g.Where(r => r.IsForm || r.Body is not null)).ToList();
        foreach (var route in routes)
        {
            var intruder = await RouteCaller.SignInAsync(_host);
            var id = victim.User!.Id;
            JsonObject smuggled = new()
            {
                ["role"] = "admin", ["roles"] = new JsonArray("admin"), ["is_admin"] = true, ["isAdmin"] = true, ["id"] = id, ["user_id"] = id, ["userId"] = id, ["UserId"] = id,
                ["owner_id"] = id, ["balance"] = 1_000_000, ["available"] = 1_000_000, ["status"] = "approved", ["email_verified"] = true, ["created_at"] = "2000-01-01T00:00:00Z",
            };
            var members = await BodyRecipes.MembersFor(route, intruder);
            var values = ForeignObjects.RecipeFor(route) is { } recipe ? await recipe(intruder) : null;
            using var answer = await (route.IsForEverybody ? intruder with { Token = null } : intruder).SendAsync(
                new(route.Method), $"{route.Path(values)}?user_id={id}&userId={id}&role=admin", BodySamples.Of(route, smuggled, members));

            if (Refusals.ByRoute.TryGetValue(route.ToString(), out var refusal) ? (int)answer.StatusCode != refusal.Status : !answer.IsSuccessStatusCode)
            {
                wrong.Add($"{route} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }

            (await WhatIsSeenByAsync(victim)).ShouldBe(seen, route.ToString());
            (await CountAsync("SELECT count(*) FROM auth.users WHERE role <> 'user'")).ShouldBe(0, route.ToString());
            (await CountAsync("SELECT count(*) FROM wallet.accounts WHERE abs(balance) >= 1000000")).ShouldBe(0, route.ToString());
            (await CountAsync("SELECT count(*) FROM kyc.changes WHERE state = 'Approved'")).ShouldBe(0, route.ToString());
        }

        wrong.ShouldBeEmpty("What a body smuggles in counts only where the route takes the body. Say in BodyRecipes, BodySamples or FormSamples what it takes, or in Refusals why it takes none here.");
        Refusals.ByRoute.Keys.Except(routes.Select(r => r.ToString()), StringComparer.Ordinal).ShouldBeEmpty("there are no such routes");
    }

    [Fact]
    public async Task Send_Anything_PutsNoSecretIntoTheLog()
    {
        var user = await RouteCaller.SignInAsync(_host);
        foreach (var route in _routes.Where(r => !r.IsInternal))
        {
            using var answer = await user.SendAsync(new(route.Method), $"{route.Path()}?token={user.Token}&password={WholeHost.Password}", BodySamples.Of(route, []));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/internal/contracts") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        var operatorToken = (await File.ReadAllTextAsync(Path.Combine(_host.DataDirectory, "operator-token"))).Trim();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorToken);
        using var refused = await _host.Process.Internal.SendAsync(request);

        string[] secrets = [user.Token!, user.Token!.Split('.')[2], WholeHost.Password, operatorToken, user.User!.Email, new('k', 32), new('r', 32)];
        // Also what others write, who know the request, its body and the SQL: here they tell more than in the Host, whose settings keep them quiet.
        _host.Process.Logs.Lines.ShouldContain(l => l.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        _host.Process.Logs.Lines.ShouldContain(l => l.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
        _host.Process.Logs.Lines.Select(l => $"{l.Category} {l.Message} {l.Exception} {string.Join(' ', l.Scope.Values)}")
            .Where(line => Array.Exists(secrets, s => line.Contains(s, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> ViolationsAsync(IEnumerable<GuardedRoute> routes, Func<GuardedRoute, Task<HttpResponseMessage>> send, int expected)
    {
        List<string> violations = [];
        foreach (var route in routes)
        {
            using var answer = await send(route);
            if ((int)answer.StatusCode != expected)
            {
                violations.Add($"{route} answered {(int)answer.StatusCode}");
            }
        }

        return violations;
    }

    private async Task<RouteCaller> AdminAsync()
    {
        var admin = await _host.NewAdminAsync();
        return new(_host.Process.Public, admin, await _host.TokenAsync(admin));
    }

    /// <summary>All that a user can read of what is theirs, but for the times.</summary>
    private async Task<string> WhatIsSeenByAsync(RouteCaller user)
    {
        var seen = new StringBuilder();
        foreach (var route in _routes.Where(r => r is { Method: "GET", IsForUsers: true, Parameters.Count: 0 }))
        {
            using var answer = await user.SendAsync(HttpMethod.Get, route.Path());
            seen.AppendLine($"{route}: {(int)answer.StatusCode} {Time().Replace(await answer.Content.ReadAsStringAsync(), "a time")}");
        }

        return seen.ToString();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]*(Z|[+-][0-9:]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
