using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Verification;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Verification;

public sealed class ModuleVerificationTests
{
    // What an extension brings: a base type that is cast to nothing by itself, with operators of its own. And types that any role's search path finds.
    private const string TypesInPublic =
        """
        CREATE TYPE public.word;
        CREATE FUNCTION public.word_in(cstring) RETURNS public.word LANGUAGE internal IMMUTABLE STRICT AS 'textin';
        CREATE FUNCTION public.word_out(public.word) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
        CREATE TYPE public.word (INPUT = public.word_in, OUTPUT = public.word_out, LIKE = text);
        CREATE FUNCTION public.word_lt(public.word, public.word) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::text < $2::text COLLATE "C" $$;
        CREATE FUNCTION public.word_eq(public.word, public.word) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::text = $2::text COLLATE "C" $$;
        CREATE FUNCTION public.word_cmp(public.word, public.word) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT CASE WHEN $1::text < $2::text COLLATE "C" THEN -1 ELSE ($1::text <> $2::text)::int END $$;
        CREATE OPERATOR public.< (LEFTARG = public.word, RIGHTARG = public.word, FUNCTION = public.word_lt);
        CREATE OPERATOR public.= (LEFTARG = public.word, RIGHTARG = public.word, FUNCTION = public.word_eq);
        CREATE OPERATOR CLASS public.word_ops DEFAULT FOR TYPE public.word USING btree AS OPERATOR 1 public.<, OPERATOR 3 public.=, FUNCTION 1 public.word_cmp(public.word, public.word);
        CREATE DOMAIN public.code AS text CHECK (VALUE <> '');
        CREATE TYPE public.mood AS ENUM ('sad', 'glad');
        """;

    // So small that a few rows make many chunks, and every chunk that differs is halved.
    private static readonly VerificationSettings Small = new() { ChunkRows = 7, KeysAtOnce = 2, Rounds = 2 };

    [Fact]
    public async Task Run_UnderLoadWithSwitches_GivesNoFalseAlarm()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        // The accounts change all the time: they are rows that never come to rest.
        var (bookings, counters) = (new LedgerLoad(ledger, clients: 2), new CounterLoad(ledger, clients: 4, firstAccount: LedgerPair.Accounts + 1));
        await ledger.ExecuteAsync(Place.Monolith, $"INSERT INTO ledger.accounts SELECT n, 1000 FROM generate_series({LedgerPair.Accounts + 1}, {LedgerPair.Accounts + 4}) n");
        bookings.Start();
        counters.Start();
        using var enough = new CancellationTokenSource();
        var switching = Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                await TrySwitchAsync(ledger, n % 2 == 0 ? Place.Own : Place.Monolith);
                await Task.Delay(300);
            }
        });

        for (var rounds = 0; rounds < 4; rounds++)
        {
            var report = await VerifyAsync(ledger, new VerificationSettings { ChunkRows = 500, KeysAtOnce = 20, Rounds = rounds });
            report.Differences.ShouldBeEmpty();
            report.MoreSuspects.ShouldBe(0, report.Unfinished);
            report.IsEqual.ShouldBeTrue(report.Unfinished);
        }

        await enough.CancelAsync();
        await switching;
        await bookings.StopAsync();
        await counters.StopAndVerifyAsync();
        await bookings.VerifyAsync();
    }

    [Theory]
    [InlineData("id bigint", "id", "n", "33", "34", "1033")]
    [InlineData("a int, b text", "b, a", "n / 10, 'k' || n % 10", "k3,3", "k4,3", "k3,103")]
    [InlineData("name text COLLATE \"und-x-icu\"", "name", "CASE WHEN n % 2 = 0 THEN 'ä' ELSE 'Z' END || n", "Z33", "ä34", "Z1033")]
    [InlineData("id uuid", "id", "md5(n::text)::uuid", "182be0c5-cdcd-5072-bb18-64cdee4d3d6e", "e369853d-f766-fa44-e1ed-0ff613f563bd", "e17184bc-b70d-cf39-42c5-4e0b537ffc6d")]
    [InlineData("at timestamptz, kind numeric(8, 3)", "at, kind", "timestamptz '2026-01-01Z' + n * interval '1 second', n", "2026-01-01 00:00:33+00,33.000", "2026-01-01 00:00:34+00,34.000", "2026-01-01 00:17:13+00,1033.000")]
    [InlineData("name public.word", "name", "('w' || n)::public.word", "w33", "w34", "w1033")]
    [InlineData("mood public.mood, code public.code", "mood, code", "(ARRAY['sad', 'glad'])[n % 2 + 1]::public.mood, 'c' || n", "glad,c33", "sad,c34", "glad,c1033")]
    public async Task Run_WithPlantedDifferences_NamesEachAndNoOther(string columns, string key, string keyOfN, string missing, string changed, string extra)
    {
        await using var ledger = await WithThingsAsync(columns, key, keyOfN);
        var load = new CounterLoad(ledger, clients: 4);
        load.Start();
        await ledger.PlantAsync("DELETE FROM ledger.things WHERE number = 33");
        await ledger.PlantAsync("UPDATE ledger.things SET value = '' WHERE number = 34");
        await ledger.PlantAsync($"INSERT INTO ledger.things SELECT {keyOfN}, n, 'nobody wrote this' FROM (SELECT 1033 AS n) x");

        var report = await VerifyAsync(ledger, Small);

        report.IsEqual.ShouldBeFalse();
        report.Unfinished.ShouldBeNull();
        report.Differences.Select(d => $"{d.Table} {string.Join(',', d.Key)} {d.Kind}").ShouldBe(
            [$"things {missing} Missing", $"things {changed} Changed", $"things {extra} Extra"], ignoreOrder: true);
        report.Tables.Select(t => t.Table).ShouldBe(["accounts", "entries", "things"]);
        await load.StopAndVerifyAsync();
    }

    [Fact]
    public async Task Run_NullInsteadOfEmpty_IsADifference()
    {
        await using var ledger = await WithThingsAsync("id bigint", "id", "n");
        await ledger.PlantAsync("UPDATE ledger.things SET value = NULL WHERE value = ''");

        (await VerifyAsync(ledger, Small)).Differences.ShouldHaveSingleItem().Key.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Run_ColumnsInAnotherOrderAndOneMore_ComparesWhatBothHave()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE TABLE ledger.things (id int PRIMARY KEY, first text, second text)");
        await ledger.PrepareAsync();
        await ledger.ExecuteAsync(Place.Own, "ALTER TABLE ledger.things DROP COLUMN first; ALTER TABLE ledger.things ADD COLUMN third text DEFAULT 'x', ADD COLUMN first text");
        await ledger.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.things SELECT n, 'first ' || n, 'second ' || n FROM generate_series(1, 50) n");
        await ledger.ArrivedAsync();

        var report = await VerifyAsync(ledger, Small);

        report.IsEqual.ShouldBeTrue();
        report.Tables.Single(t => t.Table == "things").ShouldBe(new("things", 50, "third: on one side only", IsLeftOut: false));
    }

    [Fact]
    public async Task Run_MoreDifferencesThanAreNamed_CountsTheRest()
    {
        await using var ledger = await WithThingsAsync("id bigint", "id", "n");
        await ledger.PlantAsync("DELETE FROM ledger.things");

        var report = await VerifyAsync(ledger, new VerificationSettings { MostNamed = 5 });

        report.Differences.Count.ShouldBe(5);
        report.MoreSuspects.ShouldBe(95);
        (await VerifyAsync(ledger, Small with { MostNamed = 1, MostSuspects = 10 })).Unfinished.ShouldNotBeNull().ShouldContain("More than 10 rows of things differed");
    }

    [Fact]
    public async Task Run_ReceiverDoesNotFollow_LeavesTheQuestionOpen()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward DISABLE");
        await ledger.ExecuteAsync(Place.Monolith, "UPDATE ledger.accounts SET version = 7 WHERE id = 7");

        var report = await VerifyAsync(ledger, Small with { CatchUpPatience = TimeSpan.FromMilliseconds(300) });

        report.IsEqual.ShouldBeFalse();
        report.Differences.ShouldBeEmpty();
        report.Unfinished.ShouldNotBeNull().ShouldContain("has not caught up");
    }

    [Fact]
    public async Task Run_TableWhoseRowsCannotBeNamed_IsSaidToBeLeftOut()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE TABLE ledger.notes (text text); ALTER TABLE ledger.notes REPLICA IDENTITY FULL");
        await ledger.PrepareAsync();

        var report = await VerifyAsync(ledger, Small);

        report.IsEqual.ShouldBeFalse();
        report.Unfinished.ShouldNotBeNull().ShouldContain("notes was not compared: it has no primary key");
    }

    [Fact]
    public async Task Run_BeforeAnythingIsCopied_SaysWhatToDoFirst()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        (await Should.ThrowAsync<CutoverException>(() => VerifyAsync(ledger, Small))).Message.ShouldContain("strangler data replicate ledger");
    }

    private static Task<VerificationReport> VerifyAsync(LedgerPair ledger, VerificationSettings settings)
        => new ModuleVerification(ledger.Pair, settings).RunAsync(_ => { }, CancellationToken.None);

    /// <summary>A refusal, because a writer takes long at the moment, is not what is looked at here.</summary>
    private static async Task TrySwitchAsync(LedgerPair ledger, Place to)
    {
        try
        {
            await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None);
        }
        catch (CutoverException)
        {
            // The next one may pass.
        }
    }

    /// <summary>A hundred things on both sides.</summary>
    private static async Task<LedgerPair> WithThingsAsync(string columns, string key, string keyOfN)
    {
        var ledger = await LedgerPair.CreateAsync();
        // In both: a module's types in another schema are not copied with it, unless they are an extension's.
        foreach (var source in ledger.Sources)
        {
            await using var types = source.CreateCommand(TypesInPublic);
            await types.ExecuteNonQueryAsync();
        }

        await ledger.ExecuteAsync(Place.Monolith,
            $"""
            CREATE TABLE ledger.things ({columns}, number int, value text, PRIMARY KEY ({key}));
            INSERT INTO ledger.things SELECT {keyOfN}, n, CASE WHEN n = 1 THEN '' ELSE 'value ' || n END FROM generate_series(1, 100) n;
            """);
        await ledger.PrepareAsync();
        await ledger.ArrivedAsync();
        return ledger;
    }
}
