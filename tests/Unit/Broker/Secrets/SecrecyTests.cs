using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Secrets;

/// <summary>What users give us and brokers give us in return is in no log, no trace, no answer and not readable in the database.</summary>
public sealed class SecrecyTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    private static readonly string[] Given = ["paperkotakkey", "paperkotaksecret", "Paper@123", PaperBrokerProcess.KotakOtp, "paperkitekey", "paperkitesecret", "+91900000"];

    [Fact]
    public async Task Secrets_WhateverHappens_AreNowhere()
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}"),
        };
        ActivitySource.AddActivityListener(listener);
        var user = broker.NewUser();

        var answers = new List<string>
        {
            (await broker.Process.ConnectKotakAsync(user, user)).Body,
            (await broker.Process.ConnectZerodhaAsync(broker.Paper, user, user)).Body,
            (await broker.Process.GetAsync("/broker/zerodha/portfolio", user)).Body,
        };
        var tokens = await broker.Process.InScopeAsync<Monolith.Broker.Data.ConnectionStore, string[]>(async store =>
        {
            var secrets = (Monolith.Broker.Secrets.ConnectionSecrets)broker.Process.Services.GetService(typeof(Monolith.Broker.Secrets.ConnectionSecrets))!;
            var kotak = secrets.SessionOf((await store.FindAsync(user, Monolith.Broker.Domain.BrokerKind.Kotak, default))!);
            var zerodha = secrets.SessionOf((await store.FindAsync(user, Monolith.Broker.Domain.BrokerKind.Zerodha, default))!);
            return [kotak.Application, kotak.Token, zerodha.Token];
        });
        var rows = await RowsAsync(user);
        await broker.Paper.BreakAsync("""{"status":500}""");
        answers.Add((await broker.Process.PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(user))).Body);
        answers.Add((await broker.Process.PostAsync("/broker/kotak/disconnect", user)).Body);
        answers.Add((await broker.Process.PostAsync("/broker/zerodha/disconnect", user)).Body);
        await broker.Paper.BreakAsync(null);
        answers.Add((await broker.Process.PostAsync("/broker/kotak/login", user, """{"mobile_number":"+91900000","password":["Paper@123"]}""")).Body);

        broker.Process.Logs.Lines.ShouldContain(l => l.Message.StartsWith("Kotak gave no answer to token", StringComparison.Ordinal));
        traces.ShouldContain(t => t.Contains("/kite/session/token", StringComparison.Ordinal));
        foreach (var secret in Given.Concat(tokens))
        {
            broker.Process.Logs.Lines.ShouldAllBe(l => !$"{l.Message} {l.Exception} {string.Join(' ', l.Scope)}".Contains(secret, StringComparison.Ordinal));
            traces.ShouldAllBe(t => !t.Contains(secret, StringComparison.Ordinal));
            answers.ShouldAllBe(a => !a.Contains(secret, StringComparison.Ordinal));
            rows.ShouldAllBe(r => !Encoding.Latin1.GetString(r).Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Secret_MovedToAnotherUsersRow_DoesNotOpen()
    {
        var (user, thief) = (broker.NewUser(), broker.NewUser());
        await broker.Process.ConnectKotakAsync(user, user);
        await broker.Process.ConnectKotakAsync(thief, thief);
        await broker.Database.QueryAsync<int>(
            $"UPDATE broker.connections c SET session = o.session FROM broker.connections o WHERE c.user_id = {thief} AND o.user_id = {user} AND c.broker = o.broker");

        (await broker.Process.GetAsync("/broker/kotak/portfolio", thief)).Status.ShouldBe(500);
    }

    private async Task<List<byte[]>> RowsAsync(int user)
    {
        await using var command = broker.Database.DataSource.CreateCommand($"SELECT keys, session FROM broker.connections WHERE user_id = {user}");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<byte[]>();
        while (await reader.ReadAsync())
        {
            rows.AddRange([await reader.GetFieldValueAsync<byte[]>(0), await reader.GetFieldValueAsync<byte[]>(1)]);
        }

        rows.Count.ShouldBe(4);
        return rows;
    }
}
