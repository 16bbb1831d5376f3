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
    /// <summary>The command's exit status where nothing was changed, or the old owner owns the data again.</summary>
    private const int CalledOff = 13;

    private const int MostTries = 5;

    private static readonly TimeSpan WhatIsSeenSoon = TimeSpan.FromSeconds(60);

    private readonly List<long> _epochs = [];

    /// <summary>How often; there, back and there again; <c>CUTOVER_SWITCHES=100</c> is the long version.</summary>
    public static int Switches => int.TryParse(Environment.GetEnvironmentVariable("CUTOVER_SWITCHES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 3;

    /// <summary>An administrator's connection to the database that owns the data when all of <see cref="Switches"/> are made.</summary>
    public string LastOwner => Switches % 2 == 0 ? environment.AdminConnectionString : Own;

    /// <summary>An administrator's connection to the module's own database.</summary>
    public string Own => own ?? new NpgsqlConnectionStringBuilder(environment.AdminConnectionString) { Database = schema }.ConnectionString;

    /// <summary>Of the owner since the last switch.</summary>
    public long Epoch => _epochs[^1];

    public async Task ReplicateAsync() => (await RunAsync("replicate")).ShouldSucceed();

    /// <summary>There when the number is even, back when it is odd. What the command calls off, because the machine is full, is tried again, as an operator would.</summary>
    public async Task SwitchAsync(int number)
    {
        var result = await RunSwitchAsync(number);
        for (var tries = 1; result.ExitCode == CalledOff && tries < MostTries; tries++)
        {
            output.WriteLine($"Called off: {result.Error}");
            result = await RunSwitchAsync(number);
        }

        result.ShouldSucceed();
        output.WriteLine(result.Output.Split('\n').First(line => line.Contains("Nobody could write", StringComparison.Ordinal)));
        var (owner, other) = number % 2 == 0 ? (Own, environment.AdminConnectionString) : (environment.AdminConnectionString, Own);
        (await StateAsync(owner), await StateAsync(other)).ShouldBe(("owner", "ceded"));
        _epochs.Add(await ReadAsync<long>(owner, $"SELECT epoch FROM cutover_{schema}.ownership"));
        if (!result.Output.Contains("The way back is armed", StringComparison.Ordinal))
        {
            await Eventually.BecomesTrueAsync(async () => !(await RunAsync("status")).ShouldSucceed().Output.Contains("not armed", StringComparison.Ordinal), WhatIsSeenSoon);
        }
    }

    /// <summary>Waits until both databases hold the same rows, and says so of each table.</summary>
    public async Task ShouldBeTheSameOnBothSidesAsync() => (await RunAsync("verify")).ShouldSucceed();

    /// <summary>After all of <see cref="Switches"/>: an operator sees beside the traffic where the data is, and each switch once; and no password.</summary>
    public async Task ShouldBeToldAsync()
    {
        var owner = $"epoch {Epoch}, owned by {(Switches % 2 == 0 ? "the monolith's database" : "its own database")}.";
        // A Host that is asked while it cannot look tells what it saw before.
        await Eventually.BecomesTrueAsync(
            async () => (await StranglerCli.RunAsync(environment, "status")).ShouldSucceed().Output.Split('\n')
                .Single(line => line.StartsWith($"Data of {schema} ", StringComparison.Ordinal)) is var status
                && status.Contains(owner, StringComparison.Ordinal) && status.EndsWith("The way back is armed.", StringComparison.Ordinal),
            WhatIsSeenSoon);
        (await StranglerCli.RunAsync(environment, "history", "--limit", "1000")).ShouldSucceed().Output.ShouldContain($"{schema}'s data: owned by");
        var history = (await StranglerCli.RunAsync(environment, "history", "--json", "--limit", "1000")).ShouldSucceed().Output;
        var steps = JsonNode.Parse(history)!["data"]!["steps"]!.AsArray().Where(s => s!["module"]!.GetValue<string>() == schema && s["step"]!.GetValue<string>() == "activated");
        steps.Select(s => s!["epoch"]!.GetValue<long>()).ShouldBe(_epochs, ignoreOrder: true);
        var json = (await StranglerCli.RunAsync(environment, "status", "--json")).ShouldSucceed().Output + history;
        json.ShouldContain($"\"module\": \"{schema}\"");
        json.ShouldNotContain(new NpgsqlConnectionStringBuilder(environment.AdminConnectionString).Password!);
    }

    private static async Task<T> ReadAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private Task<CliResult> RunSwitchAsync(int number) => number % 2 == 0 ? RunAsync("switch") : RunAsync("switch", "--back");

    private Task<string> StateAsync(string connectionString) => ReadAsync<string>(connectionString, $"SELECT state FROM cutover_{schema}.ownership");

    private Task<CliResult> RunAsync(string verb, params string[] more) => own is null
        ? StranglerCli.RunAsync(environment, ["data", verb, schema, .. more])
        : StranglerCli.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["STRANGLER_DATA_FROM"] = environment.AdminConnectionString, ["STRANGLER_DATA_TO"] = own }, ["data", verb, schema, .. more]);
}
