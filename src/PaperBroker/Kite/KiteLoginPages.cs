using System.Net;

namespace Monolith.PaperBroker.Kite;

/// <summary>
/// The log-in of Kite Connect (kite.trade/docs/connect/v3/user): the browser comes to <c>/connect/login?v=3&amp;api_key=...</c>, and goes from there to the
/// application's registered address with <c>request_token</c>, <c>action</c>, <c>status</c> and what was in <c>redirect_params</c>.
/// </summary>
internal static class KiteLoginPages
{
    private const string Shown = "/connect/done";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/login", (string? api_key, string? redirect_params)
            => DemoCredentials.Same(api_key, DemoCredentials.KiteApiKey) ? Form(redirect_params) : Page("Invalid <code>api_key</code>.", StatusCodes.Status400BadRequest));
        routes.MapPost("/connect/login", LogInAsync).DisableAntiforgery();
        routes.MapGet(Shown, (HttpRequest request)
            => Page($"Logged in. Send this address as <code>callback_url</code>:<pre>{Encoded(AddressOf(request, request.Path) + request.QueryString)}</pre>"));
    }

    private static async Task<IResult> LogInAsync(HttpRequest request, KiteSessions sessions, PaperSettings settings)
    {
        var form = await request.ReadFormAsync();
        if (DemoCredentials.Find(form["user_id"], DemoCredentials.KiteUserId) is not { } user || !DemoCredentials.Same(form["password"], DemoCredentials.KitePassword))
        {
            return Page("Invalid user or password.", StatusCodes.Status403Forbidden);
        }

        var parameters = form["redirect_params"].ToString();
        var address = settings.KiteRedirectUrl?.AbsoluteUri ?? AddressOf(request, $"/kite{Shown}");
        var token = sessions.RequestTokens.Issue(new(user));
        return Results.Redirect($"{address}?action=login&type=login&status=success&request_token={token}{(parameters.Length > 0 ? "&" + parameters : "")}");
    }

    private static string AddressOf(HttpRequest request, string path) => $"{request.Scheme}://{request.Host}{path}";

    private static IResult Form(string? redirectParameters) => Page(
        $"""
        <form method="post">
          <input type="hidden" name="redirect_params" value="{Encoded(redirectParameters ?? "")}">
          <p>User <input name="user_id" value="{DemoCredentials.KiteUserId(1)}"></p>
          <p>Password <input name="password" value="{DemoCredentials.KitePassword}"></p>
          <button>Log in</button>
        </form>
        """);

    private static IResult Page(string html, int status = StatusCodes.Status200OK)
        => Results.Text($"<!doctype html><title>Paper broker</title><h1>Paper broker, as Zerodha</h1>{html}", "text/html; charset=utf-8", statusCode: status);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
