using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class DrainTests
{
    [Fact]
    public async Task Stop_WithARunningRequest_LetsItFinishAndTakesNoNewOne()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var process = await WebProcess.StartAsync(app => app.MapGet("/work", async () =>
        {
            entered.SetResult();
            await release.Task;
            return "done";
        }));
        var running = process.Public.GetStringAsync("/work");
        await entered.Task;

        var stop = process.App.StopAsync();
        await RefusesConnectionsAsync(process.PublicPort);
        stop.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await running).ShouldBe("done");
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Stop_WithADrainDelay_AnswersNotReadyMeanwhile()
    {
        await using var process = await WebProcess.StartAsync(_ => { }, settings: ("Web:DrainDelay", "00:00:03"));
        (await process.Public.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);

        process.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var stop = process.App.StopAsync();

        using var response = await process.Public.GetAsync("/health/ready");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("The process is stopping.");
        (await process.Public.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Stop_WithARequestThatNeverEnds_CutsItOffAfterTheTimeout()
    {
        var entered = new TaskCompletionSource();
        await using var process = await WebProcess.StartAsync(
            app => app.MapGet("/work", async (CancellationToken aborted) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, aborted);
            }),
            settings: ("Web:DrainTimeout", "00:00:00.500"));
        var running = process.Public.GetAsync("/work");
        await entered.Task;

        await process.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<HttpRequestException>(() => running);
    }

    private static async Task RefusesConnectionsAsync(int port)
    {
        for (var i = 0; i < 200; i++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new ShouldAssertException("The stopping process still takes connections.");
    }
}
