using Monolith.LedgerModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

/// <summary>A process that is slow, stopped or dead while it is at work on a request. The lease is short here, and nobody waits long.</summary>
public sealed class OvertakingTests : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString();
    private readonly string _text = Guid.NewGuid().ToString();
    private readonly Postgres.TemporaryPostgres _database = new();
    private LedgerProcess _service = null!;
    private LedgerProcess _monolith = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _service = await StartAsync();
        await _service.CreateTablesAsync();
        _monolith = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _monolith.DisposeAsync();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("save")]
    [InlineData("transaction")]
    [InlineData("update")]
    [InlineData("sql")]
    public async Task SlowAttempt_ThatComesToCommitAfterATakeover_IsRefusedAndGetsTheOthersAnswer(string way)
    {
        await _monolith.AddAsync($"{_text} before");
        await _monolith.AddAsync($"{_text} before");
        var (entered, resume) = Pause(_service);
        var slow = _service.SendAsync(way, _text, _key);
        await entered;

        var repeat = await RepeatUntilTakenOverAsync(way);
        // What an UPDATE would find again, had it not been fenced.
        await _monolith.AddAsync($"{_text} before");
        var written = await _monolith.CountAsync(_text);
        resume();

        repeat.Status.ShouldBe(201, repeat.ToString());
        var late = await slow;
        late.IsReplayed.ShouldBeTrue();
        late.AsGiven().ShouldBe(repeat);
        (await _monolith.CountAsync(_text)).ShouldBe(written);
        (_service.Steps.Started, _monolith.Steps.Started).ShouldBe((1, 1));
    }

    [Fact]
    public async Task SlowAttempt_ThatOnlyAnswersAfterATakeover_GivesTheOthersAnswer()
    {
        var (entered, resume) = Pause(_service);
        var slow = _service.SendAsync("nothing", _text, _key);
        await entered;

        var repeat = await RepeatUntilTakenOverAsync("nothing");
        resume();

        (await slow).AsGiven().ShouldBe(repeat);
    }

    [Fact]
    public async Task Repeat_WhileTheFirstIsAtWork_IsToldToComeBack()
    {
        await using var patient = await StartAsync("00:01:00");
        var (entered, resume) = Pause(patient);
        var first = patient.SendAsync("save", _text, _key);
        await entered;

        var repeat = await _monolith.SendAsync("save", _text, _key);
        resume();

        repeat.Status.ShouldBe(409);
        repeat.Body.ShouldContain("still being executed");
        repeat.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await _monolith.SendAsync("save", _text, _key)).AsGiven().ShouldBe(await first);
        (await _monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("sql")]
    public async Task FailureAfterTheCommit_IsNeverExecutedAgain(string way)
    {
        _service.Steps.AfterWriting = _ => throw new InvalidOperationException("planted");
        (await _service.SendAsync(way, _text, _key)).Status.ShouldBe(500);

        var repeat = await _monolith.SendAsync(way, _text, _key);

        repeat.Status.ShouldBe(409);
        repeat.Body.ShouldContain("was executed, and its answer was lost");
        (await _monolith.SendAsync(way, _text, _key)).Status.ShouldBe(409);
        (await _monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Fact]
    public async Task Answer_TooLargeToKeep_IsGivenOnce()
    {
        (await _service.SendAsync("save?size=70000", _text, _key)).Body.Length.ShouldBeGreaterThan(70_000);

        (await _monolith.SendAsync("save?size=70000", _text, _key)).Status.ShouldBe(409);
        (await _monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Fact]
    public async Task ClientGone_AfterTheCommit_LeavesItsAnswerForTheRepeat()
    {
        var (entered, resume) = Pause(_service, (steps, step) => steps.AfterWriting = _ => step());
        using var client = new CancellationTokenSource();
        var first = _service.SendAsync("save", _text, _key, cancellationToken: client.Token);
        await entered;
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        resume();

        var repeat = await _monolith.SendAsync("save", _text, _key);

        repeat.Status.ShouldBe(201, repeat.ToString());
        repeat.IsReplayed.ShouldBeTrue();
        (await _monolith.CountAsync(_text)).ShouldBe(1);
    }

    private static (Task Entered, Action Resume) Pause(LedgerProcess process, Action<LedgerSteps, Func<Task>>? at = null)
    {
        var (entered, resume) = (new TaskCompletionSource(), new TaskCompletionSource());
        var step = () =>
        {
            entered.TrySetResult();
            return resume.Task;
        };
        (at ?? ((steps, pause) => steps.BeforeWriting = _ => pause()))(process.Steps, step);
        return (entered.Task, resume.SetResult);
    }

    private async Task<KeyedAnswer> RepeatUntilTakenOverAsync(string way)
    {
        KeyedAnswer answer;
        do
        {
            answer = await _monolith.SendAsync(way, _text, _key);
        }
        while (answer.Status == 409);
        return answer;
    }

    private Task<LedgerProcess> StartAsync(string lease = "00:00:00.300")
        => LedgerProcess.StartAsync(_database.ConnectionString, ("Idempotency:Lease", lease), ("Idempotency:WaitForAnswer", "00:00:01"));
}
