using System.Globalization;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;

namespace Monolith.Integration.Wallet;

/// <summary>
/// Does random things to random users' wallets, and sends what was not answered again, under the same reference, until it is: as a client does that was told
/// how retries are made safe.
/// </summary>
internal sealed class WalletClient(IReadOnlyList<SignedInUser> users, WalletModel model)
{
    // Longer than a killed process may take to be back.
    private static readonly TimeSpan GiveUpAfter = TestEnvironment.StartLimit + TimeSpan.FromMinutes(1);

    public async Task StepAsync()
    {
        var user = users[Random.Shared.Next(users.Count)];
        var amount = Random.Shared.Next(1, 3000) / 100m;
        switch (Random.Shared.Next(10))
        {
            case < 3:
                await ChangeAsync(user, "/wallet/add", Body(amount), amount);
                break;
            case < 5:
                await ChangeAsync(user, "/wallet/withdraw", Body(amount), -amount);
                break;
            case < 8:
                await TransferAsync(user, users.Where(u => u.Id != user.Id).ElementAt(Random.Shared.Next(users.Count - 1)), amount);
                break;
            default:
                await HoldAsync(user, amount);
                break;
        }
    }

    /// <summary>What the user may spend.</summary>
    public async Task<decimal> BalanceAsync(SignedInUser user)
    {
        var wallet = await UntilAnsweredAsync(() => user.Api.GetAsync("/wallet", user.Token));
        wallet.Status.ShouldBe(200, wallet.ToString());
        return wallet.Json!["balance"]!.GetValue<decimal>();
    }

    private async Task TransferAsync(SignedInUser from, SignedInUser to, decimal amount)
    {
        var body = Body(amount);
        body["to_user_id"] = to.Id;
        if (await ChangeAsync(from, "/wallet/transfer", body, -amount) is not null)
        {
            model.Changed(to.Id, amount);
        }
    }

    private async Task HoldAsync(SignedInUser user, decimal amount)
    {
        if (await ChangeAsync(user, "/wallet/holds", Body(amount), -amount) is not { } held)
        {
            return;
        }

        var hold = $"/wallet/holds/{held["hold_id"]!.GetValue<string>()}";
        var captured = Math.Round(amount / 3, 2);
        _ = Random.Shared.Next(3) switch
        {
            0 => await ChangeAsync(user, $"{hold}/release", [], amount),
            1 when captured > 0 => await ChangeAsync(user, $"{hold}/capture", new() { ["amount"] = captured }, amount - captured),
            _ => null,
        };
    }

    /// <returns>The answer; null when it was refused for want of money.</returns>
    private async Task<JsonNode?> ChangeAsync(SignedInUser user, string path, JsonObject body, decimal change)
    {
        var answer = await UntilAnsweredAsync(() => user.Api.PostAsync(path, body.ToJsonString(), user.Token));
        model.CountAnswer(answer.ServedBy);
        if (answer.Status == 400)
        {
            answer.Json!["detail"]!.GetValue<string>().ShouldBe("Insufficient wallet balance", answer.ToString());
            return null;
        }

        answer.Status.ShouldBe(200, answer.ToString());
        model.Changed(user.Id, change);
        return answer.Json;
    }

    private async Task<Answer> UntilAnsweredAsync(Func<Task<Answer>> send)
    {
        using var limit = new CancellationTokenSource(GiveUpAfter);
        while (true)
        {
            string why;
            try
            {
                var answer = await send();
                if (answer.Status < 500)
                {
                    return answer;
                }

                why = answer.ToString();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Killed with the request in its hands: it may have been booked or not.
                why = e.Message;
            }

            model.CountRetry(why);
            await Task.Delay(Random.Shared.Next(50, 300), limit.Token);
        }
    }

    private static JsonObject Body(decimal amount) => new()
    {
        ["amount"] = JsonNode.Parse(amount.ToString(CultureInfo.InvariantCulture)),
        ["reference_id"] = Guid.NewGuid().ToString(),
    };
}
