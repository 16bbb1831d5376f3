using System.Globalization;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit.Abstractions;

namespace Monolith.Integration.Cutover;

/// <summary>A module whose data goes there and back between the monolith's database and its own, by the command line as an operator would.</summary>
internal sealed class MovedModule(TestEnvironment environment, string schema, ITestOutputHelper output)
{
    /// <summary>How often; <c>CUTOVER_SWITCHES=100</c> is the long version.</summary>
    public static int Switches => int.TryParse(Environment.GetEnvironmentVariable("CUTOVER_SWITCHES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 4;

    /// <summary>An administrator's connection to the database that owns the data when all of <see cref="Switches"/> are made.</summary>
    public string LastOwner => Switches % 2 == 0 ? environment.AdminConnectionString : Own;

    private string Own => new NpgsqlConnectionStringBuilder(environment.AdminConnectionString) { Database = schema }.ConnectionString;

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

    private static async Task<string> StateAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private Task<string> StateAsync(string connectionString) => StateAsync(connectionString, $"SELECT state FROM cutover_{schema}.ownership");

    private Task<CliResult> RunAsync(string verb, params string[] more) => StranglerCli.RunAsync(environment, ["data", verb, schema, .. more]);
}
