using System.Diagnostics;
using Monolith.Auth.Features.Login;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class LoginTimingTests
{
    // As many as it takes on a quiet machine; more only bring the fastest times closer to the true ones, so a busy machine gets more and a real difference stays.
    private const int Rounds = 8;
    private const int MostRounds = 24;
    private const double MostDifference = 25;

    // A timer goes by the kernel's coarse clock, whose step is 4 ms and on some kernels 10: it may come so much too early.
    private const double Step = 10;
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(600);

    [Theory]
    [InlineData(0, 400)]
    [InlineData(32, 368)]
    [InlineData(399, 1)]
    [InlineData(400, 400)]
    [InlineData(450, 350)]
    [InlineData(1199, 1)]
    public void Remaining_AnyElapsedTime_EndsAtAMultipleOfTheFloor(int elapsed, int remaining)
        => FailedLoginFloor.Remaining(TimeSpan.FromMilliseconds(elapsed), TimeSpan.FromMilliseconds(400)).TotalMilliseconds.ShouldBe(remaining);

    [Fact]
    public void Remaining_FloorOfZero_IsNothing() => FailedLoginFloor.Remaining(TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBe(TimeSpan.Zero);

    [Fact]
    public async Task Login_WrongForANewUserAnOldUserOrNobody_TakesTheSameTime()
    {
        await using var host = await AuthHost.StartAsync(
            await TemporaryPostgres.CreateDatabaseAsync(), ("Auth:FailedLoginFloor", $"{Floor}"), ("Auth:LoginThrottle:PerAccountAndAddress", "1000"));
        await host.RegisterAsync("new@example.com");
        await host.PostAsync("/admin/auth/users/import", new[]
        {
            new { name = "Old", email = "old@example.com", password_hash = "$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi" },
        });

        // Interleaved, so that a busy machine is busy for all three; the fastest of each, because a busy machine only ever adds.
        string[] who = ["new@example.com", "old@example.com", "nobody@example.com"];
        var times = who.ToDictionary(w => w, _ => new List<double>(), StringComparer.Ordinal);
        await FailAsync("warm-up@example.com");
        for (var round = 1; round <= Rounds || (round <= MostRounds && Difference() >= MostDifference); round++)
        {
            foreach (var email in who)
            {
                times[email].Add(await FailAsync(email));
            }
        }

        // Without the floor bcrypt takes 60 ms and more, Argon2id about 30: the times must not show it.
        times.Values.ShouldAllBe(list => list.Min() >= Floor.TotalMilliseconds - Step);
        Difference().ShouldBeLessThan(MostDifference);

        async Task<double> FailAsync(string email)
        {
            var watch = Stopwatch.StartNew();
            (await host.LoginAsync(email, "wrong password")).Status.ShouldBe(401);
            return watch.Elapsed.TotalMilliseconds;
        }

        double Difference()
        {
            var fastest = times.Values.Select(list => list.Min(t => (t + Step) % Floor.TotalMilliseconds)).ToList();
            return fastest.Max() - fastest.Min();
        }
    }
}
