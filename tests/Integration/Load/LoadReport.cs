using System.Collections.Concurrent;
using Monolith.Integration.Client;
using Shouldly;

namespace Monolith.Integration.Load;

/// <summary>What a load run saw.</summary>
internal sealed class LoadReport
{
    private const int WrongKept = 20;
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _wrongCount;
    private int _unsafeFailures;
    private int _requests;

    /// <summary>Every answer of a route that can move: when, and from which side.</summary>
    public ConcurrentQueue<ServedRequest> Served { get; } = new();

    public int Requests => _requests;

    public TimeSpan Duration { get; set; }

    public double RequestsPerSecond => Requests / Duration.TotalSeconds;

    /// <summary>Adds and removals that failed with a 502, which a kill of the service explains.</summary>
    public int UnsafeFailures => _unsafeFailures;

    public void Count(Answer answer)
    {
        Interlocked.Increment(ref _requests);
        if (answer.ServedBy is { } side)
        {
            Served.Enqueue(new ServedRequest(answer.Module, side, answer.Started, answer.Ended));
        }
    }

    public void CountUnsafeFailure() => Interlocked.Increment(ref _unsafeFailures);

    public void Wrong(string what)
    {
        if (Interlocked.Increment(ref _wrongCount) <= WrongKept)
        {
            _wrong.Enqueue(what);
        }
    }

    public void ShouldHoldNoWrongAnswer() =>
        _wrongCount.ShouldBe(0, $"of {Requests} answers {_wrongCount} were wrong:\n{string.Join("\n\n", _wrong)}");

    public int ServedBy(Side side, string module = "favorites") => Served.Count(r => r.Side == side && r.Module == module);
}
