using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>
/// A part of the frozen contract. Its runners put the flags of all modules at 0, 100 and 50 %: the tests are the same, and each also proves that the side
/// it means to test was the one that answered.
/// </summary>
public abstract class ContractTests : SharedSystemTest, IClassFixture<ContractRun>
{
    private static readonly string[] Extractable = ["/api/", "/profile", "/wallet"];

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
        var path = answer.Request.Split(' ', '?')[1];
        var isAnonymous = path is "/api/auth/login" or "/api/auth/register" or "/signup" or "/login";
        if ((!isAnonymous && !Extractable.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))) || answer.Request.StartsWith("OPTIONS", StringComparison.Ordinal)
            || answer.Status is 405 or 429 || (answer.Status == 401 && !isAnonymous) || (answer.Status == 404 && answer.ServedBy is null))
        {
            // Answered at the edge, or no route at all.
            answer.ServedBy.ShouldBeNull(answer.ToString());
            return;
        }

        var side = answer.ServedBy.ShouldNotBeNull(answer.ToString());
        if (_percent is 0 or 100 || isAnonymous)
        {
            // Nobody is signed in yet: below 100 % there is no user to choose a side by.
            side.ShouldBe(_percent == 100 ? Side.Service : Side.Monolith, answer.ToString());
        }
    }
}
