using System.Buffers.Text;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Gateway.Traffic;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Traffic;

/// <summary>Whatever a caller sends, it names a key or it does not: no error, no right.</summary>
public sealed class CallerIdentityTests
{
    private static readonly IdentityEntry All = new("sub", "org", "roles", "sid");

    [Fact]
    public void Read_Token_HasUserTenantAndGroups()
        => Claims(Token("""{"sub":"42","org":"acme","roles":["staff",7,null,{}],"other":"x"}"""))
            .ShouldBe(["sub=42", $"{TenantClaim}=acme", $"{GroupClaim}=staff", $"{GroupClaim}=7"]);

    [Fact]
    public void Read_Token_IsNotAuthenticated() => Read(Token("""{"sub":"42"}"""), All).IsAuthenticated.ShouldBeFalse();

    [Theory]
    [InlineData("""{"sub":42}""", "sub=42")]
    [InlineData("""{"sub":"a\nb"}""", "sub=a\nb")]
    public void Read_OddUser_IsTakenAsItIs(string payload, string claim) => Claims(Token(payload)).ShouldBe([claim]);

    [Theory]
    [InlineData("""{"sub":"\ud800"}""")]
    [InlineData("""{"sub":{"a":1}}""")]
    [InlineData("""{"sub":null}""")]
    [InlineData("""["sub"]""")]
    [InlineData("""{"sub":""")]
    [InlineData("")]
    public void Read_UnusablePayload_FallsBackToTheSession(string payload)
        => Claims(Token(payload), "sid=abc").ShouldHaveSingleItem().ShouldStartWith("sub=session:");

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.!.c")]
    [InlineData("Basic a.e30.c")]
    public void Read_NoToken_FallsBackToTheSession(string authorization)
        => Claims(authorization, "sid=abc").ShouldHaveSingleItem().ShouldStartWith("sub=session:");

    [Fact]
    public void Read_DeepOrLongToken_IsLeft()
    {
        Claims(Token($$"""{"sub":"1","x":{{new string('[', 100)}}{{new string(']', 100)}}}""")).ShouldBeEmpty();
        Claims(Token($$"""{"sub":"{{new string('x', 20_000)}}"}""")).ShouldBeEmpty();
    }

    [Fact]
    public void Read_TwoAuthorizationHeaders_AreNeithers()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = new([Token("""{"sub":"1"}"""), Token("""{"sub":"2"}""")]);

        CallerIdentity.Read(context.Request, All).Claims.ShouldBeEmpty();
    }

    [Fact]
    public void Read_Session_IsADigestThatTellsThemApart()
    {
        var first = Claims(null, "sid=secret-one").ShouldHaveSingleItem();

        first.ShouldNotContain("secret");
        Claims(null, "x=1; sid=secret-one").ShouldBe([first]);
        Claims(null, "sid=secret-two").ShouldNotBe([first]);
        Claims(null, "other=secret-one").ShouldBeEmpty();
    }

    [Fact]
    public void Read_NothingConfigured_ReadsNothing()
        => Read(Token("""{"sub":"42"}"""), new(), "sid=abc").Claims.ShouldBeEmpty();

    private static string TenantClaim => Monolith.Strangler.Routing.Keys.RoutingClaims.Tenant;

    private static string GroupClaim => Monolith.Strangler.Routing.Keys.RoutingClaims.Group;

    private static string Token(string payload) => $"Bearer e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.sig";

    private static List<string> Claims(string? authorization, string? cookies = null) => [.. Read(authorization, All, cookies).Claims.Select(c => $"{c.Type}={c.Value}")];

    private static ClaimsIdentity Read(string? authorization, IdentityEntry identity, string? cookies = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = authorization;
        context.Request.Headers.Cookie = cookies;
        return CallerIdentity.Read(context.Request, identity);
    }
}
