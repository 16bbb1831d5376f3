using System.Text;

namespace Monolith.PaperBroker.Kotak;

/// <summary>How one logs in to Kotak Neo: (1) the application's token, (2) number and password, (3) a one-time password is sent, (4) it is given back.</summary>
internal static class KotakLoginEndpoints
{
    private const string Validate = "/login/1.0/login/v2/validate";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/oauth2/token", (HttpRequest request, KotakSessions sessions) => Basic(request) == $"{DemoCredentials.KotakConsumerKey}:{DemoCredentials.KotakConsumerSecret}"
            ? Results.Json(new { access_token = sessions.Consumers.Issue(""), scope = "default", token_type = "Bearer", expires_in = 64_800 })
            : Results.Json(new { error = "invalid_client", error_description = "A valid OAuth client could not be found for client_id" }, statusCode: StatusCodes.Status401Unauthorized));
        routes.MapPost(Validate, (KotakCredentials body, HttpRequest request, KotakSessions sessions)
            => sessions.BearerOf(request) is not { } consumer ? KotakAnswer.Fault(StatusCodes.Status401Unauthorized, "900901", "Invalid Credentials")
                : body.Otp is null ? CheckPassword(body, consumer, sessions)
                : CheckOtp(body, request, sessions));
        routes.MapPost("/login/1.0/login/otp/generate", (KotakCredentials body, HttpRequest request, KotakSessions sessions)
            => sessions.BearerOf(request) is not null && DemoCredentials.Find(body.UserId, UserIdOf) is { } user
                ? Results.Json(new { data = new { greetingName = $"PAPER{user}", mobile = "XXXXXX00", email = "XXX@example.com" } })
                : KotakAnswer.Fault(StatusCodes.Status401Unauthorized, "900901", "Invalid Credentials"));
        routes.MapDelete("/login/1.0/logout", (HttpRequest request, KotakSessions sessions)
            => sessions.Find(request) is not null && sessions.Users.Take(request.Headers["Auth"]) is not null ? Results.Json(new { data = new { status = "Ok" } }) : KotakAnswer.NotSignedIn);
    }

    private static IResult CheckPassword(KotakCredentials body, string consumer, KotakSessions sessions)
    {
        if (DemoCredentials.Find(body.MobileNumber, DemoCredentials.KotakMobile) is not { } user || !DemoCredentials.Same(body.Password, DemoCredentials.KotakPassword))
        {
            return KotakAnswer.Fault(StatusCodes.Status424FailedDependency, "10522", "Invalid mobile number or password");
        }

        return Session(new(consumer, user, $"{Guid.NewGuid()}", MayTrade: false), "View", sessions);
    }

    private static IResult CheckOtp(KotakCredentials body, HttpRequest request, KotakSessions sessions)
    {
        if (sessions.Find(request) is not { MayTrade: false } session || body.UserId != UserIdOf(session.User))
        {
            return KotakAnswer.NotSignedIn;
        }

        // A password entered once is worth one try.
        sessions.Users.Take(request.Headers["Auth"]);
        return DemoCredentials.Same(body.Otp, DemoCredentials.KotakOtp)
            ? Session(session with { MayTrade = true }, "Trade", sessions)
            : KotakAnswer.Fault(StatusCodes.Status424FailedDependency, "100005", "Invalid OTP");
    }

    private static IResult Session(KotakSession session, string kind, KotakSessions sessions) => Results.Json(
        new { data = new { token = sessions.Users.Issue(session), sid = session.Sid, rid = $"{Guid.NewGuid()}", hsServerId = "server1", ucc = UserIdOf(session.User), kType = kind } },
        statusCode: StatusCodes.Status201Created);

    private static string UserIdOf(int user) => $"PK{user:00}";

    private static string? Basic(HttpRequest request)
    {
        var encoded = request.Headers.Authorization.ToString() is ['B', 'a', 's', 'i', 'c', ' ', .. var rest] ? rest : "";
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
