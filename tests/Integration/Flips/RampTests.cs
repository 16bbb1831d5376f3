using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Flips;

/// <summary>Who is on which side, seen through HTTP, against the formula as docs/strangler.md states it.</summary>
public sealed class RampTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const int Users = 40;

    /// <summary>The calls that do not end the session, each of a route of its own.</summary>
    private static readonly IReadOnlyDictionary<string, Func<SignedInUser, Task<Answer>>[]> Calls = new Dictionary<string, Func<SignedInUser, Task<Answer>>[]>(StringComparer.Ordinal)
    {
        ["favorites"] = [u => u.ListAsync(), u => u.AddAsync(268), u => u.RemoveAsync(268)],
        ["movies"] = [u => u.GetAsync("/api/movies/search?q=batman"), u => u.GetAsync("/api/movies/genres"), u => u.GetAsync("/api/movies/268")],
    };

    [Fact]
    public async Task Ramp_UpAndDownAgain_MovesTheSameUsersAndSplitsNobody()
    {
        var users = new List<SignedInUser>();
        for (var i = 0; i < Users; i++)
        {
            users.Add(await Api.SignUpAsync());
        }

        var moved = new List<string>();
        foreach (var percent in new[] { 10, 30, 10, 30 })
        {
            await Operator.ShiftEverythingAsync(percent);
            foreach (var (module, calls) in Calls)
            {
                var onService = new List<int>();
                foreach (var user in users)
                {
                    var sides = await Task.WhenAll(calls.Select(async call => (await call(user)).ServedBy));
                    sides.Distinct().ShouldHaveSingleItem($"user {user.Id} is on both sides of {module} at {percent} %");
                    sides[0].ShouldBe(Expected(user, module, percent), $"user {user.Id}, {module} at {percent} %");
                    if (sides[0] == Side.Service)
                    {
                        onService.Add(user.Id);
                    }
                }

                moved.Add($"{module} {percent} %: {string.Join(',', onService)}");
            }
        }

        Output.WriteLine(string.Join('\n', moved));
        moved[4..].ShouldBe(moved[..4], "who was moved once is moved again, and nobody else");
        foreach (var user in users)
        {
            (await user.LogOutAsync()).ServedBy.ShouldBe(Expected(user, "auth", 30), $"user {user.Id}, auth.logout at 30 %");
        }
    }

    /// <summary>The first four bytes, little-endian, of SHA-256 over user, line break and seed, as a share of 2^32 - 1.</summary>
    private static Side Expected(SignedInUser user, string module, int percent)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}\n{module}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue * 100 < percent ? Side.Service : Side.Monolith;
    }
}
