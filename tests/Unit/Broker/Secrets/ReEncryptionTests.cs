using Microsoft.Extensions.DependencyInjection;
using Monolith.Broker.Secrets;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Secrets;

public sealed class ReEncryptionTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    [Fact]
    public async Task Rotation_OfTheKeys_KeepsConnectionsAndLetsTheOldKeyGo()
    {
        var (connected, pending) = (broker.NewUser(), broker.NewUser());
        await broker.Process.ConnectKotakAsync(connected, connected);
        await broker.Process.ConnectZerodhaAsync(broker.Paper, connected, connected);
        await broker.Process.PostAsync("/broker/kotak/init", pending, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync("/broker/kotak/login", pending, PaperBrokerProcess.KotakLogin(pending));

        broker.Keys.Rotate("second");
        await using (var rotated = await broker.StartAsync())
        {
            (await rotated.GetAsync("/broker/kotak/portfolio", connected)).Status.ShouldBe(200, "the old key still decrypts");
            (await rotated.Services.GetRequiredService<ReEncryption>().ReEncryptAsync(default)).ShouldBeGreaterThanOrEqualTo(3);
            (await rotated.Services.GetRequiredService<ReEncryption>().ReEncryptAsync(default)).ShouldBe(0);
        }

        broker.Keys.Forget();
        await using var newest = await broker.StartAsync();
        (await newest.GetAsync("/broker/kotak/portfolio", connected)).Status.ShouldBe(200);
        (await newest.GetAsync("/broker/zerodha/portfolio", connected)).Status.ShouldBe(200);
        (await newest.PostAsync("/broker/kotak/2fa", pending, $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Rotation_WhenAKeyIsMissing_GoesOnWithTheOthersAndLosesNothing()
    {
        var (lost, kept) = (broker.NewUser(), broker.NewUser());
        await broker.Process.PostAsync("/broker/kotak/init", lost, PaperBrokerProcess.KotakKeys);
        using var others = new KeyRingFile();
        await using (var before = await BrokerProcess.StartAsync(broker.Database.ConnectionString, broker.Paper, others.Path))
        {
            await before.PostAsync("/broker/kotak/init", kept, PaperBrokerProcess.KotakKeys);
        }

        others.Rotate("third");
        await using var process = await BrokerProcess.StartAsync(broker.Database.ConnectionString, broker.Paper, others.Path);
        var row = await KeysOfAsync(lost);

        (await process.Services.GetRequiredService<ReEncryption>().ReEncryptAsync(default)).ShouldBe(1);

        (await KeysOfAsync(lost)).ShouldBe(row);
        process.Logs.Lines.ShouldContain(l => l.Message.EndsWith("Is an older key missing in the key ring?", StringComparison.Ordinal));
    }

    private Task<byte[]?> KeysOfAsync(int user) => broker.Database.QueryAsync<byte[]>($"SELECT keys FROM broker.connections WHERE user_id = {user}");
}
