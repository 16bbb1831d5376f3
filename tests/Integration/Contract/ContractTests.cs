using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>
/// A part of the frozen contract. Its runners put the flags of all modules at 0, 100 and 50 %, or let them flip under load: the tests are the same, and each
/// also proves that the side it means to test was the one that answered.
/// </summary>
public abstract class ContractTests : SharedSystemTest, IClassFixture<ContractRun>
{
    /// <summary>The runner in which flags flip between 0, 50 and 100 % while others load the system.</summary>
    private protected static readonly int? Flipping;

    private static readonly string[] Extractable = ["/api/", "/profile", "/wallet", "/kyc", "/broker", "/admin/kyc/", "/admin/users", "/admin/actions"];

    private static readonly string[] Anonymous =
    [
        "POST /api/auth/login", "POST /api/auth/register", "POST /api/auth/sessions", "POST /api/auth/sessions/refresh", "POST /signup", "POST /login",
    ];

    private readonly ContractRun _run;
    private readonly int? _percent;

    private protected ContractTests(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, output)
    {
        _run = run;
        _percent = percent;
    }

    public override async Task InitializeAsync()
    {
        await _run.BeginAsync(_percent);
        Api.Answered = CheckSide;
    }

    public override async Task DisposeAsync()
    {
        Api.Answered = null;
        await base.DisposeAsync();
        _run.ShouldHoldNoWrongAnswer();
    }

    /// <summary>
    /// At 50 % the same request of different users, and while flags flip that of the same user at different times, is answered by both sides; at 0 and 100 % by
    /// the one that <see cref="CheckSide"/> wants. Without it a runner could pass on whichever side the flags were left at.
    /// </summary>
    /// <param name="ask">A request that the module under test answers, and not the edge.</param>
    /// <param name="newUser">Null: anybody new.</param>
    private protected async Task ShouldComeFromEverySideAsync(Func<SignedInUser, Task<Answer>> ask, Func<Task<SignedInUser>>? newUser = null)
    {
        newUser ??= () => Api.SignUpToTradeAsync();
        HashSet<Side> seen = [];
        var user = await newUser();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                seen.Add((await ask(user)).ServedBy.ShouldNotBeNull());
                user = _percent == 50 ? await newUser() : user;
                return _percent is 0 or 100 || seen.Count == 2;
            },
            TimeSpan.FromSeconds(60));
    }

    private void CheckSide(Answer answer)
    {
        answer.Status.ShouldBeLessThan(500, answer.ToString());
        var isAnonymous = Anonymous.Contains(string.Join(' ', answer.Request.Split(' ', '?')[..2]), StringComparer.Ordinal);
        var isExtractable = isAnonymous || Extractable.Any(prefix => answer.Request.Split(' ')[1].StartsWith(prefix, StringComparison.Ordinal));
        // A signed-in user may be told by the module that the broker does not know them.
        var isEdges401 = answer.Status == 401 && !isAnonymous && !answer.Body.Contains("not connected", StringComparison.Ordinal);
        // A module has reasons of its own to forbid something.
        var isEdges403 = answer.Status == 403 && answer.Body.Contains("Admin only", StringComparison.Ordinal);
        if (!isExtractable || answer.Request.StartsWith("OPTIONS", StringComparison.Ordinal)
            || answer.Status is 405 or 429 || isEdges401 || isEdges403 || (answer.Status == 404 && answer.ServedBy is null))
        {
            // Answered at the edge, or no route at all.
            answer.ServedBy.ShouldBeNull(answer.ToString());
            return;
        }

        var side = answer.ServedBy.ShouldNotBeNull(answer.ToString());
        if (_percent is 0 or 100 || (_percent == 50 && isAnonymous))
        {
            // Nobody is signed in yet: below 100 % there is no user to choose a side by.
            side.ShouldBe(_percent == 100 ? Side.Service : Side.Monolith, answer.ToString());
        }
    }
}
