using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Monolith.Kernel.Modules;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Admin.Linting;

public sealed class FlagLintTests
{
    private static readonly string Over = $$"""{"client_filters":[{{TestFlags.Window(start: null, DateTimeOffset.UtcNow.AddDays(-1))}}]}""";
    private static readonly string Later = $$"""{"client_filters":[{{TestFlags.Window(DateTimeOffset.UtcNow.AddDays(1), end: null)}}]}""";

    public static TheoryData<string, string, string?> Documents => new()
    {
        { "error", TestFlags.Flag("favorites.list", seed: "other"), "invalid_flags: Flag 'favorites.list': allocation.seed must be 'favorites'" },
        { "error", TestFlags.Flag("favorites.list", percentile: TestFlags.Service(50, 20)), "invalid_flags: " },
        { "error", """{"id":7}""", "invalid_flags: The document is not of the feature management schema" },
        { "error", TestFlags.Percent("favorits.list", 0), "unknown_service: Flag 'favorits.list': there is no service or module 'favorits'; there are favorites, movies." },
        { "error", TestFlags.Percent("movies.search", 0.5), "share_without_service: Flag 'movies.search' gives 0.5 %" },
        { "error", TestFlags.Flag("movies.search", group: """{"variant":"service","groups":["staff"]}"""), "share_without_service: Flag 'movies.search' gives named users or groups" },
        { "none", TestFlags.Flag("movies.search", group: """{"variant":"monolith","groups":["staff"]}"""), null },
        { "none", TestFlags.Flag("movies.search", enabled: false, percentile: TestFlags.Service(0, 10)), null },
        { "error", TestFlags.Flag("favorites.list", user: """{"variant":"service","users":["1","2"]},{"variant":"monolith","users":["2"]}"""), "named_for_both_sides: Flag 'favorites.list': user '2' is named for both sides; the first entry, service, counts" },
        { "none", TestFlags.Flag("favorites.list", user: """{"variant":"service","users":["1","2"]},{"variant":"service","users":["2"]}"""), null },
        { "warning", TestFlags.Percent("favorites.gone", 0), "flag_without_route: Flag 'favorites.gone'" },
        { "warning", TestFlags.Flag("favorites.list", conditions: Over), "window_over: Flag 'favorites.list' was on until " },
        { "none", TestFlags.Flag("favorites.list", conditions: Later), null },
        { "warning", TestFlags.Percent("favorites.list", 30) + "," + TestFlags.Percent("favorites.add", 12.5), "users_split: Module 'favorites': 17.5 % of the users are on both sides (favorites.list 30 %, favorites.add 12.5 %)" },
        { "warning", TestFlags.Percent("favorites.list", 30) + "," + TestFlags.Flag("favorites.add", enabled: false, percentile: TestFlags.Service(0, 30)), "users_split: Module 'favorites': 30 %" },
        { "warning", TestFlags.Percent("favorites.list", 50) + "," + TestFlags.Flag("favorites.add", percentile: TestFlags.Service(50, 100)), "users_split: Module 'favorites': 100 %" },
        { "none", TestFlags.Percent("favorites.list", 30) + "," + TestFlags.Percent("favorites.add", 30), null },
        { "none", "", null },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Lint_Document_FindsWhatIsWrong(string severity, string flags, string? finding)
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        var (status, answer) = await host.PostAdminAsync("lint", TestFlags.Document(flags));

        status.ShouldBe(200);
        answer.GetProperty("passed").GetBoolean().ShouldBe(severity != "error");
        var findings = answer.GetProperty("findings").EnumerateArray().ToList();
        if (finding is null)
        {
            findings.ShouldBeEmpty();
        }
        else
        {
            findings[0].GetProperty("severity").GetString().ShouldBe(severity);
            $"{findings[0].GetProperty("rule")}: {findings[0].GetProperty("message")}".ShouldStartWith(finding);
        }
    }

    [Fact]
    public async Task Lint_OverlappingRoutes_NamesBoth()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(), map: app =>
        {
            app.MapGet("/films/{id}", () => Results.Ok()).WithMetadata(new ExtractableAttribute("movies.details"));
            app.MapGet("/films/{name}", () => Results.Ok()).WithMetadata(new ExtractableAttribute("movies.named"));
        });

        var answer = await host.GetAdminAsync("lint");

        answer.GetProperty("passed").GetBoolean().ShouldBeFalse();
        answer.GetProperty("findings")[0].GetProperty("message").GetString().ShouldBe("'movies.details' and 'movies.named' both take GET /films/{id} and /films/{name}.");
    }

    [Theory]
    [InlineData("application/json", "multipart/form-data", true)]
    [InlineData("application/json", null, true)]
    [InlineData("application/json", "Application/JSON", false)]
    [InlineData("multipart/form-data", "multipart/*", false)]
    [InlineData(null, null, false)]
    public async Task Lint_OnePathAndTwoContentTypes_OverlapsWhereBothTakeABody(string? one, string? other, bool passes)
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(), map: app =>
        {
            Map("movies.one", one);
            Map("movies.other", other);

            void Map(string flag, string? type) => app.MapPost("/films", () => Results.Ok()).WithMetadata([new ExtractableAttribute(flag), .. type is null ? (object[])[] : [new AcceptsMetadata([type])]]);
        });

        (await host.GetAdminAsync("lint")).GetProperty("passed").GetBoolean().ShouldBe(passes);
    }
}
