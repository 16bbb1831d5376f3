using System.Globalization;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Shouldly;

namespace Monolith.Integration.Load;

/// <summary>A user of the trading frontend, whose balance, movements and profile are known after every answer.</summary>
internal sealed class TraderModel : ILoadingUser
{
    private readonly SignedInUser _user;
    private readonly LoadReport _report;
    private readonly Stack<(decimal Amount, string Reference)> _movements = new();
    private string _fullName = "";
    private decimal _balance;

    private TraderModel(SignedInUser user, LoadReport report) => (_user, _report) = (user, report);

    private MoviesApi Api => _user.Api;

    public static async Task<TraderModel> SignUpAsync(MoviesApi api, LoadReport report) => new(await api.SignUpToTradeAsync(), report);

    public async Task StepAsync()
    {
        Func<Task> step = Random.Shared.Next(100) switch
        {
            < 25 => ReadBalanceAsync,
            < 50 => AddAsync,
            < 70 => WithdrawAsync,
            < 75 => RepeatAsync,
            < 80 => ListAsync,
            < 92 => ReadProfileAsync,
            < 99 => UpdateProfileAsync,
            // Rarely: it costs what hashing a password costs.
            _ => LogInAsync,
        };
        try
        {
            await step();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            _report.Wrong($"user {_user.Id}, {step.Method.Name}: {e.Message} {e.InnerException?.Message}");
        }
    }

    public Task SettleAsync() => Task.CompletedTask;

    public async Task CheckAsync()
    {
        var wallet = await _user.GetAsync("/wallet");
        wallet.Json!["balance"]!.GetValue<decimal>().ShouldBe(_balance, $"user {_user.Id}: {wallet}");
        Movements(await _user.GetAsync("/wallet/transactions")).ShouldBe(_movements, $"user {_user.Id}");
    }

    private async Task ReadBalanceAsync()
    {
        var answer = await CountedAsync(_user.GetAsync("/wallet"));
        Check(answer, answer.Status == 200 && answer.Body.StartsWith($"{{\"balance\":{Text(_balance)},", StringComparison.Ordinal));
    }

    private Task AddAsync() => MoveAsync("/wallet/add", "Funds added", Amount());

    private async Task WithdrawAsync()
    {
        var amount = Amount();
        if (amount <= _balance)
        {
            await MoveAsync("/wallet/withdraw", "Withdrawal request created (mock). Process via payout later.", -amount);
            return;
        }

        var answer = await CountedAsync(Api.PostAsync("/wallet/withdraw", Body(amount, NewReference()), _user.Token));
        Check(answer, answer.Status == 400 && answer.Body == """{"detail":"Insufficient wallet balance"}""");
    }

    private async Task MoveAsync(string path, string message, decimal change)
    {
        var reference = NewReference();
        var answer = await CountedAsync(Api.PostAsync(path, Body(Math.Abs(change), reference), _user.Token));
        _balance += change;
        _movements.Push((change, reference));
        Check(answer, answer.Status == 200 && answer.Body == $$"""{"message":"{{message}}","new_balance":{{Text(_balance)}}}""");
    }

    /// <summary>The last movement again, as a client does that lost the answer: it is not booked twice, whichever side is asked.</summary>
    private async Task RepeatAsync()
    {
        if (_movements.TryPeek(out var last))
        {
            var answer = await CountedAsync(Api.PostAsync(last.Amount > 0 ? "/wallet/add" : "/wallet/withdraw", Body(Math.Abs(last.Amount), last.Reference), _user.Token));
            Check(answer, answer.Status == 200 && answer.Json!["new_balance"]!.GetValue<decimal>() == _balance);
        }
    }

    private async Task ListAsync()
    {
        var answer = await CountedAsync(_user.GetAsync("/wallet/transactions?limit=5"));
        Check(answer, answer.Status == 200 && Movements(answer).SequenceEqual(_movements.Take(5)));
    }

    private async Task ReadProfileAsync()
    {
        var answer = await CountedAsync(_user.GetAsync("/profile"));
        Check(answer, answer.Status == 200 && answer.Json!["full_name"]!.GetValue<string>() == _fullName && answer.Json["email"]!.GetValue<string>() == _user.Email);
    }

    private async Task UpdateProfileAsync()
    {
        var name = $"Ana {NewReference()}";
        var answer = await CountedAsync(Api.PutAsync("/profile", new JsonObject { ["full_name"] = name }.ToJsonString(), _user.Token));
        _fullName = name;
        Check(answer, answer.Status == 200 && answer.Body == """{"message":"Profile updated successfully"}""");
    }

    private async Task LogInAsync()
    {
        var credentials = new JsonObject { ["username"] = _user.Email.Split('@')[0], ["password"] = _user.Password };
        var answer = await CountedAsync(Api.PostAsync("/login", credentials.ToJsonString()));
        Check(answer, answer.Status == 200 && answer.Json!["role"]!.GetValue<string>() == "user");
    }

    private static IEnumerable<(decimal Amount, string Reference)> Movements(Answer list)
        => list.Json!.AsArray().Select(t => (t!["amount"]!.GetValue<decimal>(), t["reference_id"]!.GetValue<string>()));

    private static string Body(decimal amount, string reference)
        => new JsonObject { ["amount"] = JsonNode.Parse(Text(amount)), ["reference_id"] = reference }.ToJsonString();

    private static decimal Amount() => Random.Shared.Next(1, 10_000) / 100m;

    private static string NewReference() => Guid.NewGuid().ToString("N");

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<Answer> CountedAsync(Task<Answer> answering)
    {
        var answer = await answering;
        _report.Count(answer);
        return answer;
    }

    private void Check(Answer answer, bool right)
    {
        if (!right)
        {
            _report.Wrong($"user {_user.Id} has {Text(_balance)} and is called '{_fullName}': {answer}");
        }
    }
}
