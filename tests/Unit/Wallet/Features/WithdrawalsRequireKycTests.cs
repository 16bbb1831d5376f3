using Monolith.Kyc;
using Monolith.Kyc.Contracts;
using Monolith.Unit.Auth;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class WithdrawalsRequireKycTests
{
    private static readonly (string Key, string Value) Required = ("Wallet:WithdrawalsRequireKyc", "true");

    [Fact]
    public async Task Withdraw_UntilApproved_Is400AndBooksNothing()
    {
        await using var host = await AuthHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), [new WalletModule(), new KycModule()], Required);
        var user = (int)(await host.SignupAsync("ana", "ana@example.com")).Body!["user_id"]!;
        var token = (string)(await host.TradingLoginAsync("ana")).Body!["access_token"]!;
        await host.PostAsync("/wallet/add", new { amount = 10 }, token);

        await ShouldBeRefusedAsync("r1");
        await host.PostAsync("/kyc/submit", KycForms.Identity(), token);
        await ShouldBeRefusedAsync("r1");
        await host.SendAsync(new DecideKyc(user, Approve: true, null, DecidedBy: 900));
        (await WithdrawAsync("r1")).ShouldBe((200, """{"message":"Withdrawal request created (mock). Process via payout later.","new_balance":6.00}"""));

        await host.SendAsync(new DecideKyc(user, Approve: false, "expired", DecidedBy: 900));
        (await WithdrawAsync("r1")).ShouldBe((200, """{"message":"Withdrawal request created (mock). Process via payout later.","new_balance":6.00}"""), "a repeat is answered as before");
        await ShouldBeRefusedAsync("r2");
        ((decimal)(await host.CallAsync(HttpMethod.Get, "/wallet", token: token)).Body!["balance"]!).ShouldBe(6);

        async Task ShouldBeRefusedAsync(string reference) => (await WithdrawAsync(reference)).ShouldBe((400, """{"detail":"KYC must be approved before withdrawals"}"""));

        async Task<(int, string)> WithdrawAsync(string reference)
        {
            var (status, body) = await host.PostAsync("/wallet/withdraw", new { amount = 4, reference_id = reference }, token);
            return (status, body!.ToJsonString(Json.Readable));
        }
    }

    [Fact]
    public async Task Withdraw_KycCannotBeAsked_Is503AndBooksNothing()
    {
        await using var process = await WalletProcess.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), Required);
        await process.PostAsync("/wallet/add", user: 1, """{"amount":10}""");
        var answer = await process.PostAsync("/wallet/withdraw", user: 1, """{"amount":4}""");
        (answer.Status, answer.Body).ShouldBe((503, """{"detail":"KYC could not be checked, try again"}"""));
        (await process.GetAsync("/wallet", user: 1)).Body.ShouldContain("\"balance\":10.00");
    }
}
