using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Events;

/// <summary>A signup reaches the modules that want to know of it, whichever side it was answered by.</summary>
public sealed class SignupEventTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Signup_OnEitherSide_ReachesEverySubscriberOnce(int percent)
    {
        await Operator.ShiftEverythingAsync(0);
        await Operator.ShiftAsync("auth", percent);
        var name = $"u{Guid.NewGuid():N}";
        var signup = await Api.PostAsync("/signup", new JsonObject { ["username"] = name, ["email"] = $"{name}@example.com", ["password"] = "secret1" }.ToJsonString());
        signup.Status.ShouldBe(200, signup.ToString());
        signup.ServedBy.ShouldBe(percent == 0 ? Side.Monolith : Side.Service);
        var id = signup.Json!["user_id"]!.GetValue<int>();

        await Eventually.BecomesAsync(
            () => QueryAsync(
                $"""
                SELECT (SELECT count(*) FROM auth.outbox_events WHERE aggregate_key = 'user:{id}')
                    || ' ' || (SELECT count(*) FROM auth.outbox_events e JOIN profiles.inbox_events i USING (id) WHERE e.aggregate_key = 'user:{id}')
                    || ' ' || (SELECT count(*) FROM auth.outbox_events e JOIN wallet.inbox_events i USING (id) WHERE e.aggregate_key = 'user:{id}')
                    || ' ' || (SELECT count(*) FROM profiles.profiles WHERE user_id = {id})
                    || ' ' || (SELECT count(*) FROM wallet.wallets WHERE user_id = {id})
                    || ' ' || (SELECT count(*) FROM auth.outbox_deliveries WHERE aggregate_key = 'user:{id}' AND state = 2 AND attempts = 0)
                """),
            "1 1 1 1 1 2",
            TimeSpan.FromSeconds(30));
    }

    private async Task<string> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Environment.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
