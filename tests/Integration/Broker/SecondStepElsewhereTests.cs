using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Broker;

/// <summary>A log-in is not any process's: its steps are taken by the Host and by the service, in turn.</summary>
public sealed class SecondStepElsewhereTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const string RightOtp = $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""";

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    public async Task Kotak_SecondStepOnTheOtherSide_Connects(int firstPercent, int secondPercent)
    {
        var user = await Api.SignUpAsync();
        await Operator.ShiftAsync("broker", firstPercent);
        (await Api.PostAsync("/broker/kotak/init", PaperBrokerProcess.KotakKeys, user.Token)).Status.ShouldBe(200);
        var login = await Api.PostAsync("/broker/kotak/login", PaperBrokerProcess.KotakLogin(4), user.Token);
        await Operator.ShiftAsync("broker", secondPercent);
        var second = await Api.PostAsync("/broker/kotak/2fa", RightOtp, user.Token);

        (login.Status, login.ServedBy).ShouldBe((200, SideAt(firstPercent)), login.ToString());
        (second.Status, second.ServedBy).ShouldBe((200, SideAt(secondPercent)), second.ToString());
        (await user.GetAsync("/broker/kotak/portfolio")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Log_AfterALogin_HoldsNoneOfItsSecrets()
    {
        var user = await Api.SignUpAsync();
        var positions = Environment.LogPositions();
        await Api.PostAsync("/broker/kotak/init", PaperBrokerProcess.KotakKeys, user.Token);
        await Api.PostAsync("/broker/kotak/login", PaperBrokerProcess.KotakLogin(5), user.Token);
        await Api.PostAsync("/broker/kotak/2fa", RightOtp, user.Token);
        await Api.PostAsync("/broker/kotak/2fa", """{"otp":["777777"]}""", user.Token);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Environment.LogSince(positions, int.MaxValue).Contains("POST /broker/kotak/2fa 422", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));

        var log = Environment.LogSince(positions, int.MaxValue);
        foreach (var secret in (string[])["paperkotakkey", "paperkotaksecret", "Paper@123", "+919000000005", PaperBrokerProcess.KotakOtp, "777777"])
        {
            log.ShouldNotContain(secret);
        }
    }

    private static Side SideAt(int percent) => percent == 100 ? Side.Service : Side.Monolith;
}
