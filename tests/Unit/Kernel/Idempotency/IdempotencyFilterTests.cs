using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

public sealed class IdempotencyFilterTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private readonly string _key = Guid.NewGuid().ToString();
    private readonly string _text = Guid.NewGuid().ToString();

    private LedgerProcess Monolith => ledger.Monolith;

    private LedgerProcess Service => ledger.Service;

    [Fact]
    public async Task Request_WithoutAKey_IsExecutedEachTime()
    {
        await Monolith.SendAsync("save", _text, key: null);
        var second = await Monolith.SendAsync("save", _text, key: null);

        second.Status.ShouldBe(201);
        (await Monolith.CountAsync(_text)).ShouldBe(2);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("transaction")]
    [InlineData("update")]
    [InlineData("sql")]
    public async Task Repeat_InTheOtherPlacement_GetsTheFirstAnswer(string way)
    {
        await Monolith.AddAsync($"{_text} before");

        var first = await Service.SendAsync(way, _text, _key);
        var second = await Monolith.SendAsync(way, _text, _key);
        var third = await Service.SendAsync(way, _text, _key);

        first.Status.ShouldBe(201);
        first.IsReplayed.ShouldBeFalse();
        first.Location.ShouldBe("/ledger/entries");
        first.Body.ShouldContain(_text);
        second.IsReplayed.ShouldBeTrue();
        second.AsGiven().ShouldBe(first);
        third.ShouldBe(second);
        (await Monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task Answer_ThatChangedNothing_IsKeptToo(int status)
    {
        var first = await Monolith.SendAsync($"nothing?status={status}", _text, _key);
        var second = await Service.SendAsync($"nothing?status={status}", _text, _key);

        first.Status.ShouldBe(status);
        second.AsGiven().ShouldBe(first);
        second.IsReplayed.ShouldBeTrue();
    }

    [Fact]
    public async Task ErrorWithoutABody_HasTheContractsBodyEachTime()
    {
        var first = await Monolith.SendAsync("silent", _text, _key);
        var second = await Monolith.SendAsync("silent", _text, _key);

        first.Body.ShouldBe("""{"message":"Not Found"}""");
        second.AsGiven().ShouldBe(first);
        second.IsReplayed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Key_ThatIsNone_IsRefusedInTheFrontendsWords(string key)
    {
        var answer = await Monolith.SendAsync("save", _text, key);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldStartWith("""{"message":"The header Idempotency-Key must occur once""");
        (await Monolith.CountAsync(_text)).ShouldBe(0);
    }

    [Fact]
    public async Task Key_Twice_IsRefused()
    {
        (await Monolith.SendAsync("save", _text, _key, moreKeys: ["another"])).Status.ShouldBe(400);
        (await Monolith.CountAsync(_text)).ShouldBe(0);
    }

    [Theory]
    [InlineData("save", "another text", "POST")]
    [InlineData("save?size=1", null, "POST")]
    [InlineData("sql", null, "POST")]
    [InlineData("save", null, "DELETE")]
    public async Task Key_OfAnotherRequest_IsRefused(string path, string? text, string method)
    {
        await Monolith.SendAsync("save", _text, _key);

        var answer = await Service.SendAsync(path, text ?? _text, _key, method: new(method));

        answer.Status.ShouldBe(422);
        answer.Body.ShouldContain("was used for another request");
        answer.IsReplayed.ShouldBeFalse();
        (await Monolith.CountAsync(_text)).ShouldBe(1);
        (await Monolith.CountAsync("another text")).ShouldBe(0);
    }

    [Fact]
    public async Task Key_OfAnotherUser_IsAnotherKey()
    {
        var mine = await Monolith.SendAsync("save", _text, _key, user: 1);
        var theirs = await Monolith.SendAsync("save", _text, _key, user: 2);
        var nobodys = await Monolith.SendAsync("save", _text, _key, user: null);

        theirs.Status.ShouldBe(201);
        theirs.Body.ShouldNotBe(mine.Body);
        nobodys.Body.ShouldNotBe(mine.Body);
        (await Monolith.CountAsync(_text)).ShouldBe(3);
        (await Monolith.SendAsync("save", _text, _key, user: null)).AsGiven().ShouldBe(nobodys);
    }

    [Fact]
    public async Task AnonymousKey_ThatCouldBeGuessed_IsRefused()
    {
        (await Monolith.SendAsync("save", _text, _key[..31], user: null)).Status.ShouldBe(400);
        (await Monolith.SendAsync("save", _text, _key[..31], user: 1)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Failure_BeforeAnythingWasChanged_GivesTheKeyBack()
    {
        var failed = await Monolith.SendAsync("nothing?status=503", _text, _key);
        Monolith.Steps.BeforeWriting = _ => throw new InvalidOperationException("planted");
        var thrown = await Monolith.SendAsync("save", _text, _key.Replace('-', '_'));
        Monolith.Steps.BeforeWriting = _ => Task.CompletedTask;

        failed.Status.ShouldBe(503);
        thrown.Status.ShouldBe(500);
        (await Service.SendAsync("nothing?status=503", _text, _key)).IsReplayed.ShouldBeFalse();
        (await Service.SendAsync("save", _text, _key.Replace('-', '_'))).Status.ShouldBe(201);
        (await Monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Fact]
    public async Task ClientGone_BeforeAnythingWasChanged_GivesTheKeyBack()
    {
        var entered = new TaskCompletionSource();
        Monolith.Steps.BeforeWriting = cancellationToken =>
        {
            entered.SetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };
        using var client = new CancellationTokenSource();
        var first = Monolith.SendAsync("save", _text, _key, cancellationToken: client.Token);
        await entered.Task;
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        Monolith.Steps.BeforeWriting = _ => Task.CompletedTask;

        (await Service.SendAsync("save", _text, _key)).Status.ShouldBe(201);
        (await Monolith.CountAsync(_text)).ShouldBe(1);
    }

    [Theory]
    [InlineData("save-synchronously", 0)]
    [InlineData("sql-with-rows", 0)]
    [InlineData("twice", 1)]
    public async Task Action_ThatGoesPastTheFence_Fails(string way, int written)
    {
        (await Monolith.SendAsync(way, _text, key: null)).Status.ShouldBe(201);
        var before = await Monolith.CountAsync(_text);

        (await Monolith.SendAsync(way, _text, _key)).Status.ShouldBe(500);

        (await Monolith.CountAsync(_text) - before).ShouldBe(written);
    }

    [Fact]
    public async Task Table_HoldsNeitherKeyNorRequest()
    {
        await Monolith.SendAsync($"nothing?status=400&size=0", $"secret {_text}", _key);

        var row = await ledger.Database.QueryAsync<string>($"SELECT string_agg(k::text, ' ') FROM ledger.idempotency_keys k WHERE key_hash = sha256('{_key}')");

        row.ShouldNotBeNull();
        row.ShouldNotContain(_key);
        var plainHashOfTheBody = await ledger.Database.QueryAsync<long>(
            $$"""SELECT count(*) FROM ledger.idempotency_keys WHERE request_hash = sha256('{"text":"secret {{_text}}"}')""");
        plainHashOfTheBody.ShouldBe(0);
    }
}
