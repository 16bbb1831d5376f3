using System.Net;
using Monolith.Unit.Broker;
using Shouldly;
using Xunit;

namespace Monolith.Unit.PaperBroker;

public sealed class FaultSwitchTests
{
    [Fact]
    public async Task Faults_NotAllowedByTheStart_DoNotExist()
    {
        await using var broker = await PaperBrokerProcess.StartAsync(BrokerFixture.PaperBrokerProgram, allowFaults: false);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/faults") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        using var answer = await broker.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
