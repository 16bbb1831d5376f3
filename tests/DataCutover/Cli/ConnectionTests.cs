using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

/// <summary>How the two databases are named, and what must never be.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2";

    private readonly string _folder = Directory.CreateTempSubdirectory("data").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Replicate_PasswordAmongTheArguments_IsRefusedWithoutRepeatingIt()
    {
        var (exit, _, error) = await DataCommand.RunAsync(DataCommand.Of("replicate", "ledger", "--from", Nowhere + ";Password=hunter2", "--to", Nowhere));

        exit.ShouldBe(2);
        error.ShouldContain("--from holds a password");
        error.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("ledger", null, "The monolith's database is not named. Put its administrator's connection into a file and name it with --from-file, or into STRANGLER_DATA_FROM")]
    [InlineData("ledger", "postgres://somebody:hunter2@db/ledger", "What STRANGLER_DATA_FROM holds is no connection in Npgsql's words")]
    [InlineData("ledger", "Host=db;Username=somebody;Password=hunter2", "The connection in STRANGLER_DATA_FROM names no Database")]
    [InlineData("Ledger; DROP", Nowhere, "'Ledger; DROP' is no module's schema")]
    public async Task Replicate_NoSuchConnection_SaysWhatToDo(string module, string? from, string said)
    {
        var start = DataCommand.Of("replicate", module, "--to", Nowhere);
        start.Environment["STRANGLER_DATA_FROM"] = from;

        var (exit, _, error) = await DataCommand.RunAsync(start);

        exit.ShouldBe(2);
        error.ShouldContain(said);
        error.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Replicate_FileAndArgument_AreTakenBeforeTheEnvironment()
    {
        (await ErrorAsync("--from", Nowhere, "--to", Nowhere)).ShouldContain("Failed to connect to 127.0.0.1:1");
        var (monolith, own) = (Path.Combine(_folder, "monolith"), Path.Combine(_folder, "own"));
        await File.WriteAllTextAsync(monolith, await TemporaryPostgres.CreateDatabaseAsync());
        await File.WriteAllTextAsync(own, "Host=/nowhere;Username=nobody;Database=nothing\n");

        (await ErrorAsync("--from-file", monolith, "--to-file", own)).ShouldContain("A database cannot be reached, or went away: Failed to connect to /nowhere");

        static async Task<string> ErrorAsync(params string[] named)
        {
            var start = DataCommand.Of(["replicate", "ledger", .. named]);
            start.Environment["STRANGLER_DATA_FROM"] = "Host=never";
            start.Environment["STRANGLER_DATA_TO"] = "Host=never";
            var (exit, _, error) = await DataCommand.RunAsync(start);
            exit.ShouldBe(16);
            return error;
        }
    }

    [Fact]
    public async Task Replicate_NothingNamed_TakesWhatTheHostWrote()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "cutover", "ledger")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "from"), "Host=/nowhere;Username=nobody;Database=nothing");
        await File.WriteAllTextAsync(Path.Combine(folder, "to"), Nowhere);
        var start = DataCommand.Of("replicate", "ledger");
        start.Environment["STRANGLER_TOKEN_FILE"] = Path.Combine(_folder, "operator-token");

        (await DataCommand.RunAsync(start)).Exit.ShouldBe(16);
    }
}
