using System.Globalization;
using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>A module whose data goes there and back between the monolith's database and its own, by the command line as an operator would.</summary>
/// <param name="environment">Whose Host and services use it.</param>
/// <param name="schema">The module.</param>
/// <param name="output">Where each switch says how long nobody could write.</param>
/// <param name="own">Its own database, as the Host is told of it; null: the one that a Host with a private server has for it.</param>
internal sealed class MovedModule(TestEnvironment environment, string schema, ITestOutputHelper output, string? own = null)
{
    /// <summary>How often; <c>CUTOVER_SWITCHES=100</c> is the long version.</summary>
    public static int Switches => int.TryParse(Environment.GetEnvironmentVariable("CUTOVER_SWITCHES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 4;

    /// <summary>An administrator's connection to the database that owns the data when all of <see cref="Switches"/> are made.</summary>
    public string LastOwner => Switches % 2 == 0 ? environment.AdminConnectionString : Own;

    private string Own => own ?? new NpgsqlConnectionStringBuilder(environment.AdminConnectionString) { Database = schema }.ConnectionString;

    public async Task ReplicateAsync() => (await RunAsync("replicate")).ShouldSucceed();

    /// <summary>There when the number is even, back when it is odd.</summary>
    public async Task SwitchAsync(int number)
    {
        var result = await (number % 2 == 0 ? RunAsync("switch") : RunAsync("switch", "--back"));
        result.ShouldSucceed().Output.ShouldContain("The way back is armed");
        output.WriteLine(result.Output.Split('\n').First(line => line.Contains("Nobody could write", StringComparison.Ordinal)));
        (await StateAsync(environment.AdminConnectionString), await StateAsync(Own)).ShouldBe(number % 2 == 0 ? ("ceded", "owner") : ("owner", "ceded"));
    }

    /// <summary>Waits until both databases hold the same rows, and says so of each table.</summary>
    public async Task ShouldBeTheSameOnBothSidesAsync() => (await RunAsync("verify")).ShouldSucceed();

    /// <summary>After all of <see cref="Switches"/>: an operator sees beside the traffic where the data is, and each switch once; and no password.</summary>
    public async Task ShouldBeToldAsync()
    {
        var status = (await StranglerCli.RunAsync(environment, "status")).ShouldSucceed().Output.Split('\n').Single(line => line.StartsWith($"Data of {schema}", StringComparison.Ordinal));
        status.ShouldContain($"epoch {Switches + 1}, owned by {(Switches % 2 == 0 ? "the monolith's database" : "its own database")}.");
        status.ShouldEndWith("The way back is armed.");
        (await StranglerCli.RunAsync(environment, "history")).ShouldSucceed().Output.ShouldContain($"{schema}'s data: owned by");
        var history = (await StranglerCli.RunAsync(environment, "history", "--json", "--limit", "1000")).ShouldSucceed().Output;
        var steps = JsonNode.Parse(history)!["data"]!["steps"]!.AsArray().Where(s => s!["module"]!.GetValue<string>() == schema && s["step"]!.GetValue<string>() == "activated");
        steps.Select(s => s!["epoch"]!.GetValue<int>()).ShouldBe(Enumerable.Range(2, Switches), ignoreOrder: true);
        var json = (await StranglerCli.RunAsync(environment, "status", "--json")).ShouldSucceed().Output + history;
        json.ShouldContain($"\"module\": \"{schema}\"");
        json.ShouldNotContain(new NpgsqlConnectionStringBuilder(environment.AdminConnectionString).Password!);
    }

    private static async Task<string> StateAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private Task<string> StateAsync(string connectionString) => StateAsync(connectionString, $"SELECT state FROM cutover_{schema}.ownership");

    private Task<CliResult> RunAsync(string verb, params string[] more) => own is null
        ? StranglerCli.RunAsync(environment, ["data", verb, schema, .. more])
        : StranglerCli.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["STRANGLER_DATA_FROM"] = environment.AdminConnectionString, ["STRANGLER_DATA_TO"] = own }, ["data", verb, schema, .. more]);
}
