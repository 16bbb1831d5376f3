using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>
/// A part of the frozen contract. Its runners put the flags of Favorites at 0, 100 and 50 %: the tests are the same, and each also proves that the side
/// it means to test was the one that answered.
/// </summary>
public abstract class ContractTests : SharedSystemTest, IClassFixture<ContractRun>
{
    private readonly ContractRun _run;
    private readonly int _percent;

    private protected ContractTests(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, output)
    {
        _run = run;
        _percent = percent;
    }

    public override async Task InitializeAsync()
    {
        await _run.ShiftAsync(_percent);
        Api.Answered = CheckSide;
    }

    public override Task DisposeAsync()
    {
        Api.Answered = null;
        return base.DisposeAsync();
    }

    private void CheckSide(Answer answer)
    {
        answer.Status.ShouldBeLessThan(500, answer.ToString());
        if (!answer.Request.Contains(" /api/favorites", StringComparison.Ordinal) || answer.Status is 401 or 405
            || answer.Request.StartsWith("OPTIONS", StringComparison.Ordinal))
        {
            // Answered at the edge or not extractable: the monolith's, whatever the flags say.
            answer.ServedBy.ShouldNotBe(Side.Service, answer.ToString());
            return;
        }

        var side = answer.ServedBy.ShouldNotBeNull(answer.ToString());
        if (_percent is 0 or 100)
        {
            side.ShouldBe(_percent == 0 ? Side.Monolith : Side.Service, answer.ToString());
        }
    }
}
