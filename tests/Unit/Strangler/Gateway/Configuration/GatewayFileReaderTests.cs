using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Configuration;

public sealed class GatewayFileReaderTests
{
    [Fact]
    public void Parse_RightFile_HasEverything()
    {
        var configuration = GatewayFileReader.Parse("f", GatewayFolder.Right, flagsInFile: true);

        configuration.Monolith.Url.ShouldBe(new Uri("http://127.0.0.1:20001"));
        configuration.Monolith.KeepsPolicies.ShouldBeTrue();
        configuration.Services["orders"].Health.ShouldBe("/healthz");
        configuration.Routes.Select(r => (r.Flag, string.Join(' ', r.Methods))).ShouldBe([("orders.list", "GET HEAD"), ("orders.add", "POST")]);
        configuration.Identity.SessionCookie.ShouldBe("sid");
        configuration.Flags!.Flags.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_NoHealthPath_IsNotProbed()
        => GatewayFileReader.Parse("f", GatewayFolder.Right.Replace(", \"health\": \"/healthz\"", "", StringComparison.Ordinal), flagsInFile: true)
            .Services["orders"].Health.ShouldBeNull();

    [Fact]
    public void Parse_Http2AndSocket_AreUnderstood()
    {
        var text = GatewayFolder.Right.Replace("\"http://127.0.0.1:20002\"", "\"unix:/run/orders.sock\", \"protocol\": \"http2\"", StringComparison.Ordinal);

        var service = GatewayFileReader.Parse("f", text, flagsInFile: true).Services["orders"];

        service.Url!.Scheme.ShouldBe("unix");
        service.Protocol.ShouldBe(ServiceProtocol.Http2);
    }

    [Fact]
    public void Parse_ManyErrors_SaysEachWithItsPlace()
    {
        var errors = ErrorsOf(
            """
            {
              "monolit": {},
              "monolith": { "url": "ftp://shop" },
              "services": { "Orders": { "url": "http://h/path", "health": "healthz" }, "bills": null },
              "routes": [
                { "flag": "Orders", "methods": ["GET"], "path": "/a" },
                { "flag": "stock.list", "methods": [], "path": "b" },
                null,
                { "flag": "bills.list", "methods": ["get"], "path": "/{a" }
              ],
              "feature_management": { "feature_flags": [ { "id": "nobody.knows", "enabled": true } ] }
            }
            """);

        string[] expected =
        [
            "f: 'monolit' is unknown", "f: monolith.url:", "f: services.Orders: a service is named in lower case", "f: services.Orders.url:", "f: services.Orders.health:",
            "f: services.bills is missing", "f: routes[0].flag 'Orders'", "f: routes[1].flag 'stock.list': there is no service 'stock'; the services are Orders, bills",
            "f: routes[1].methods", "f: routes[1].path 'b'", "f: routes[2] is null", "f: routes[3].methods", "f: routes[3].path '/{a'",
            "f: feature_management: Flag 'nobody.knows': variants", "f: feature_management: flag 'nobody.knows' is no route's",
        ];
        foreach (var start in expected)
        {
            errors.Count(e => e.StartsWith(start, StringComparison.Ordinal)).ShouldBe(1, $"{start}\n{string.Join('\n', errors)}");
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"services\": null }")]
    [InlineData("{ \"routes\": 1 }")]
    [InlineData("{ \"monolith\": { \"url\": \"http://h\", \"ulr\": 1 } }")]
    [InlineData("{ \"monolith\": { \"url\": \"http://h\", \"health\": \"/h\" } }")]
    [InlineData("{ \"monolith\": { } }")]
    [InlineData("{ \"monolith\": { \"url\": \"http://h\", \"protocol\": \"http3\" } }")]
    [InlineData("{ \"monolith\": { \"url\": \"http://h\" }, \"monolith\": { \"url\": \"http://i\" } }")]
    public void Parse_NotOfTheShape_IsOneError(string text) => ErrorsOf(text).ShouldHaveSingleItem().ShouldStartWith("f: ");

    [Fact]
    public void Parse_SettingInTwoSpellings_IsAnError()
        => ErrorsOf(GatewayFolder.Right.Replace("\"identity\"", "\"web\": {}, \"Web\": {}, \"identity\"", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("2 times");

    [Fact]
    public void Parse_RoutesThatOverlap_IsAnError()
        => ErrorsOf(GatewayFolder.Right.Replace("\"orders.add\", \"methods\": [\"POST\"]", "\"orders.add\", \"methods\": [\"HEAD\"]", StringComparison.Ordinal).Replace("/api/orders/{**rest}", "/api/orders", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldStartWith("f: routes: ");

    [Fact]
    public void Parse_RoutesOfTwoContentTypes_DoNotOverlap()
    {
        var routes = GatewayFileReader.Parse("f", WithForms("multipart/form-data"), flagsInFile: true).Routes;

        routes.Where(r => r.Pattern.RawText == "/form").Select(r => r.ContentType).ShouldBe(["application/json", "multipart/form-data"]);
    }

    [Theory]
    [InlineData("APPLICATION/json", "both take POST /form")]
    [InlineData("json", "routes[1].contentType 'json'")]
    [InlineData("multipart/*", "without parameters")]
    [InlineData("text/plain; charset=utf-8", "without parameters")]
    public void Parse_ContentTypeThatDoesNotTellRoutesApart_IsAnError(string type, string error)
        => ErrorsOf(WithForms(type)).ShouldHaveSingleItem().ShouldContain(error);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_FlagsInTheWrongPlace_IsAnError(bool flagsInFile)
    {
        var text = flagsInFile ? GatewayFolder.Right.Replace("\"feature_management\": { \"feature_flags\": [] }", "", StringComparison.Ordinal) : GatewayFolder.Right;

        ErrorsOf(text, flagsInFile).ShouldHaveSingleItem().ShouldContain("feature_management");
    }

    private static string WithForms(string type) => GatewayFolder.Right.Replace(
        "\"routes\": [",
        $$"""
        "routes": [
          { "flag": "orders.json", "methods": ["POST"], "path": "/form", "contentType": "application/json" },
          { "flag": "orders.form", "methods": ["POST"], "path": "/form", "contentType": "{{type}}" },
        """,
        StringComparison.Ordinal);

    private static IReadOnlyList<string> ErrorsOf(string text, bool flagsInFile = true)
        => Should.Throw<GatewayFileException>(() => GatewayFileReader.Parse("f", text, flagsInFile)).Errors;
}
