using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Shouldly;

namespace Monolith.Integration.Cutover;

/// <summary>People who sign up one after the other. Whoever was answered is remembered; every other answer than yes fails the test.</summary>
internal sealed class SignUps(MoviesApi api)
{
    // Each costs a hash of a password, and the processes that are looked at have the same two cores.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(int Client, int User, Side Side)> _answered = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Their ids.</summary>
    public IReadOnlyList<int> Users => [.. _answered.Select(a => a.User)];

    /// <summary>Their ids by client: nobody of a client's began before the one before had been answered.</summary>
    public IEnumerable<IEnumerable<int>> InTurn => _answered.GroupBy(a => a.Client, a => a.User);

    public int ByService => _answered.Count(a => a.Side == Side.Service);

    public void Begin(int clients, CancellationToken ending) => _running = Task.WhenAll(Enumerable.Range(0, clients).Select(client => RunAsync(client, ending)));

    /// <summary>Waits until so many more were answered.</summary>
    public async Task MoreAsync(int count)
    {
        var enough = _answered.Count + count;
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_answered.Count >= enough || _running.IsCompleted), TimeSpan.FromMinutes(2));
        // What has ended before it was told to has failed, and says why.
        await (_running.IsCompleted ? _running : Task.CompletedTask);
    }

    /// <summary>Waits for those that are under way; they were told to end.</summary>
    public Task EndAsync() => _running;

    private async Task RunAsync(int client, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var person = new JsonObject { ["name"] = "Ana", ["email"] = $"{Guid.NewGuid():N}@example.com", ["password"] = "password" };
            var answer = await api.PostAsync("/api/auth/register", person.ToJsonString());
            answer.Status.ShouldBe(201, answer.ToString());
            _answered.Enqueue((client, answer.Json!["user"]!["id"]!.GetValue<int>(), answer.ServedBy!.Value));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
