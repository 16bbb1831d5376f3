using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security.Services;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging;

/// <summary>A token that somebody has seen is of no use to them: not here, not at another process, not after a restart.</summary>
public sealed class CommandTokenTests : IAsyncLifetime
{
    private static readonly PlainTokens Sender = new("caller");
    private Placement _process = null!;
    private Placement _second = null!;

    public async Task InitializeAsync()
        => (_process, _second) = (await Placement.StartAsync(ModulePlacement.InProcess), await Placement.StartAsync(ModulePlacement.InProcess));

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Post_CommandWithATokenThatWasUsed_IsRefusedAndNotRun()
    {
        var token = TokenFor(_process, "probe.ProbeCommand");

        (await PostAsync(_process, "ProbeCommand", token)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(_process, "ProbeCommand", token)).ShouldBe(HttpStatusCode.Unauthorized);
        _process.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_CommandAtASecondProcessOfTheService_IsRefusedAndNotRun()
    {
        (await PostAsync(_second, "ProbeCommand", TokenFor(_process, "probe.ProbeCommand"))).ShouldBe(HttpStatusCode.MisdirectedRequest);
        _second.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Post_CommandWhoseTokenNamesNoProcess_IsRefusedAndNotRun()
    {
        (await PostAsync(_process, "ProbeCommand", Sender.Issue("caller", "probe.ProbeCommand"))).ShouldBe(HttpStatusCode.Unauthorized);
        _process.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Post_ManyAtOnceWithOneToken_RunOnce()
    {
        var token = TokenFor(_process, "probe.ProbeCommand");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => PostAsync(_process, "ProbeCommand", token)));

        answers.Count(s => s == HttpStatusCode.OK).ShouldBe(1);
        _process.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_QueryAgain_IsAnsweredAgainButNotByAnotherProcess()
    {
        var token = TokenFor(_process, "probe.ProbeQuery");

        (await PostAsync(_process, "ProbeQuery", token)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(_process, "ProbeQuery", token)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(_second, "ProbeQuery", token)).ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    private static string TokenFor(Placement process, string request)
        => Sender.Issue("caller", request, process.Sender.Services.GetRequiredService<ProcessInstance>().Id);

    private static async Task<HttpStatusCode> PostAsync(Placement process, string request, string token)
    {
        using var client = new HttpClient { BaseAddress = new Uri(process.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var response = await client.PostAsync($"/internal/requests/probe/{request}", new StringContent("""{"kind":0,"text":""}"""));
        return response.StatusCode;
    }
}
