using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security.Operators;

public sealed class OperatorTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("operators-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Bearer " + Token, HttpStatusCode.OK)]
    [InlineData("bearer " + Token, HttpStatusCode.OK)]
    [InlineData("Bearer " + Token + "0", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Token, HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Request_ToTheInternalListener_NeedsTheToken(string? authorization, HttpStatusCode expected)
    {
        await using var process = await StartAsync();

        using var response = await SendAsync(process.Internal, authorization, "/admin/x");

        response.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Unauthorized)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            response.Headers.WwwAuthenticate.ToString().ShouldContain("operator");
        }
    }

    [Theory]
    [InlineData("/admin/x", HttpStatusCode.NotFound)]
    [InlineData("/elsewhere", HttpStatusCode.Unauthorized)]
    public async Task Token_OnThePublicListener_OpensNothing(string path, HttpStatusCode expected)
    {
        await using var process = await StartAsync();

        using var response = await SendAsync(process.Public, "Bearer " + Token, path);

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task WrongToken_AgainAndAgain_IsSlowedDownAndNeverLogged()
    {
        await using var process = await StartAsync();
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await SendAsync(process.Internal, "Bearer guess-guess", "/admin/x");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var eleventh = await SendAsync(process.Internal, "Bearer guess-guess", "/admin/x");
        using var right = await SendAsync(process.Internal, "Bearer " + Token, "/admin/x");

        eleventh.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        eleventh.Headers.RetryAfter.ShouldNotBeNull();
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        process.Logs.Lines.Count(l => l.Level == LogLevel.Warning && l.Message.Contains("wrong operator token", StringComparison.Ordinal)).ShouldBe(10);
        process.Logs.Lines.ShouldNotContain(l => l.Message.Contains("guess-guess"));
    }

    [Fact]
    public void Token_NotConfigured_IsMadeOnceAndPrivate()
    {
        var (first, second) = (Read([]), Read([]));
        var file = Path.Combine(_folder.FullName, "operator-token");
        var kept = File.ReadAllText(file);

        kept.Length.ShouldBe(64);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        first.Token!.Is(kept).ShouldBeTrue();
        second.Token!.Is(kept).ShouldBeTrue();
        second.Token.Is(kept.ToUpperInvariant()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcdef 0123456789abcdef")]
    public void Token_ConfiguredBadly_IsAnError(string token)
    {
        var (read, errors) = Read([new("OperatorToken", token)]);

        read.ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldContain("'OperatorToken'");
        errors[0].ShouldNotContain(token);
    }

    [Fact]
    public void Token_InAnEmptiedFile_IsAnError()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "operator-token"), "\n");

        Read([]).Errors.ShouldHaveSingleItem().ShouldContain("operator-token");
    }

    private (OperatorToken? Token, IReadOnlyList<string> Errors) Read(KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataDir", _folder.FullName), .. settings]).Build();
        var errors = new StartupErrors();
        return (OperatorToken.Read(configuration, errors, new DataDirectory(configuration)), errors.All);
    }

    private static Task<WebProcess> StartAsync() => WebProcess.StartAsync(
        app =>
        {
            app.UseAuthorization();
            app.MapGet("/admin/x", () => "in").RequireAuthorization("Operator");
            app.MapGet("/elsewhere", () => "in").RequireAuthorization("Operator");
        },
        builder =>
        {
            var errors = new StartupErrors();
            builder.AddOperators(errors, new DataDirectory(builder.Configuration));
            errors.ThrowIfAny();
        },
        settings: ("OperatorToken", Token));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string? authorization, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await client.SendAsync(request);
    }
}
