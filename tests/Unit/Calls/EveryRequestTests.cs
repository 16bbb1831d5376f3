using Monolith.Kernel.Messaging;
using Monolith.Kernel.Results;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Calls;

/// <summary>
/// One suite for every cross-module request, in every placement: in the process; in the process with JSON and duplicates forced on it; in another process; in another process
/// by a wire with faults. A new request is in it by itself, and fails until it has an example.
/// </summary>
public sealed class EveryRequestTests(CallPlacements placements) : IClassFixture<CallPlacements>
{
    public static TheoryData<string> Requests => [.. ContractRequests.All.Select(r => r.Request.FullName!)];

    public static TheoryData<string, WireFault> Faults
    {
        get
        {
            var data = new TheoryData<string, WireFault>();
            foreach (var (request, _) in ContractRequests.All)
            {
                Array.ForEach(Enum.GetValues<WireFault>(), fault => data.Add(request.FullName!, fault));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Send_WhereverItIsAnswered_IsTheSame(string request)
    {
        var type = TypeOf(request);
        var expected = await placements.InProcessAsync(await ExampleAsync(type));
        expected.Error.ShouldBeNull();

        (await placements.InProcessByJsonAsync(await ExampleAsync(type))).ShouldBe(expected);
        (await placements.RemoteAsync(await ExampleAsync(type))).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Send_ByAWireWithFaults_IsTheSameOrMayHaveHappenedOnce(string request, WireFault fault)
    {
        var type = TypeOf(request);
        var expected = await placements.InProcessAsync(await ExampleAsync(type));
        var path = ContractRequests.PathOf(type);
        var before = placements.Host.ExecutionsOf(path);

        var answer = await placements.RemoteAsync(await ExampleAsync(type), fault);

        if (ContractRequests.MayBeRepeated(type) || fault is WireFault.Delay or WireFault.Duplicate)
        {
            answer.ShouldBe(expected);
        }
        else
        {
            answer.Error!.Kind.ShouldBe(ErrorKind.Unavailable);
            answer.Error.Code.ShouldBe(Unavailable.Code);
        }

        if (!ContractRequests.MayBeRepeated(type))
        {
            await Eventually.BecomesAsync(() => placements.Host.ExecutionsOf(path) - before, fault is WireFault.DropBefore or WireFault.Reset or WireFault.ServerError ? 0 : 1);
        }
    }

    private static Type TypeOf(string request) => ContractRequests.All.Single(r => r.Request.FullName == request).Request;

    private Task<object> ExampleAsync(Type request) => RequestExamples.OfAsync(request, placements.World);
}
