using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Kernel.Data;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Telemetry;
using Monolith.Strangler.Gateway;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Strangler.Routing.Keys;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Configuration;

/// <summary>What editors complete is what the gateway reads, with the same defaults.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "strangler.schema.json")))!.AsObject();

    public static TheoryData<string, Type, string> Shapes => new()
    {
        { "upstream", typeof(UpstreamEntry), "camel" },
        { "service", typeof(ServiceEntry), "camel" },
        { "route", typeof(RouteEntry), "camel" },
        { "identity", typeof(IdentityEntry), "camel" },
        { "featureManagement", typeof(FlagList), "snake" },
        { "flag", typeof(FeatureFlag), "snake" },
        { "variant", typeof(FlagVariant), "snake" },
        { "conditions", typeof(FlagConditions), "snake" },
        { "allocation", typeof(FlagAllocation), "snake" },
        { "userAllocation", typeof(UserAllocation), "snake" },
        { "groupAllocation", typeof(GroupAllocation), "snake" },
        { "percentileAllocation", typeof(PercentileAllocation), "snake" },
        { "web", typeof(WebSettings), "camel" },
        { "database", typeof(DatabaseSettings), "camel" },
        { "telemetry", typeof(TelemetrySettings), "camel" },
        { "telemetry/otlp", typeof(TelemetrySettings.OtlpSettings), "camel" },
        { "strangler/breaker", typeof(BreakerSettings), "camel" },
        { "strangler/health", typeof(HealthSettings), "camel" },
        { "strangler/longLived", typeof(LongLivedSettings), "camel" },
        { "strangler/testers", typeof(TesterSettings), "camel" },
        { "strangler/visitors", typeof(VisitorSettings), "camel" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Members_AreTheProperties(string place, Type type, string naming)
        => Members(place).ShouldBe(Properties(type, naming), ignoreOrder: true);

    [Fact]
    public void Members_OfTheStrangler_AreItsSettingsWithoutTheServices()
        => Members("strangler").ShouldBe(Properties(typeof(StranglerSettings), "camel").Except(["services"]), ignoreOrder: true);

    [Fact]
    public void Members_OfTheFile_AreItsOwnAndTheSettings()
        => Members("").ShouldBe(
            [.. Properties(typeof(GatewayFile), "camel").Except(["featureManagement"]), GatewayFile.FlagSection, GatewayFileReader.SchemaMember, .. GatewayFileReader.Settings], ignoreOrder: true);

    [Theory]
    [InlineData("web", typeof(WebSettings))]
    [InlineData("strangler", typeof(StranglerSettings))]
    [InlineData("database", typeof(DatabaseSettings))]
    [InlineData("telemetry", typeof(TelemetrySettings))]
    public void Defaults_AreTheSettings(string section, Type type) => CompareDefaults(section, section, Activator.CreateInstance(type)!);

    [Fact]
    public void EveryMember_IsDescribed() => Undescribed(Schema, "").ShouldBeEmpty();

    [Fact]
    public void Example_IsRight()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "strangler.example.json");

        GatewayFileReader.Parse(path, File.ReadAllText(path), flagsInFile: true).Routes.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Example_Check_SaysSo()
        => (await GatewayProcess.RunAsync([Path.Combine(AppContext.BaseDirectory, "strangler.example.json"), "--check"])).ShouldBe(0);

    private static void CompareDefaults(string place, string key, object settings)
    {
        foreach (var property in settings.GetType().GetProperties().Where(p => p.Name != nameof(StranglerSettings.Services)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var value = property.GetValue(settings);
            if (Shape($"{place}/{name}")["properties"] is not null)
            {
                CompareDefaults($"{place}/{name}", $"{key}:{name}", value!);
                continue;
            }

            var said = Shape($"{place}/{name}")["default"];
            var expected = GatewayDefaults.Settings.GetValueOrDefault($"{key}:{name}") ?? value switch
            {
                null => null,
                string text => text,
                IEnumerable { } => "",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
            (said is JsonArray or JsonObject ? "" : said?.ToString()).ShouldBe(value is bool ? expected?.ToLowerInvariant() : expected, $"{key}:{name}");
        }
    }

    private static IEnumerable<string> Undescribed(JsonNode node, string path)
    {
        if (node is not JsonObject value)
        {
            yield break;
        }

        if (value["properties"] is JsonObject members)
        {
            foreach (var (name, member) in members)
            {
                if (member!["$ref"] is null && member["description"] is null)
                {
                    yield return $"{path}/{name}";
                }
            }
        }

        foreach (var found in value.Where(v => v.Value is not null).SelectMany(v => Undescribed(v.Value!, $"{path}/{v.Key}")))
        {
            yield return found;
        }
    }

    private static IEnumerable<string> Members(string place) => (place.Length == 0 ? Schema : Shape(place))["properties"]!.AsObject().Select(p => p.Key);

    private static JsonObject Shape(string place)
    {
        var parts = place.Split('/');
        return parts.Skip(1).Aggregate(Schema["$defs"]![parts[0]]!.AsObject(), (shape, part) => shape["properties"]![part].ShouldNotBeNull($"{place} is not described").AsObject());
    }

    private static IEnumerable<string> Properties(Type type, string naming)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name is not ("Others" or "Module"))
            .Select(p => (naming == "snake" ? JsonNamingPolicy.SnakeCaseLower : JsonNamingPolicy.CamelCase).ConvertName(p.Name));
}
