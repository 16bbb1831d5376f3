using Monolith.Broker.Domain;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Domain;

/// <summary>Every state with every call.</summary>
public sealed class ConnectionTests
{
    private static readonly ConnectionRules Rules = new(PendingFor: TimeSpan.FromMinutes(10), StepLease: TimeSpan.FromSeconds(20), MaxRefusals: 2, RefusalWindow: TimeSpan.FromMinutes(15));
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly byte[] Secret = [1];

    /// <summary>State, call, what the call says, state afterwards.</summary>
    public static TheoryData<string, string, string, string> Transitions => new()
    {
        { "new", "keys", "", "Disconnected" },
        { "new", "login", "NoKeys", "Disconnected" },
        { "new", "offer", "False", "Disconnected" },
        { "new", "confirm", "NotPending", "Disconnected" },
        { "new", "refused", "NotPending", "Disconnected" },
        { "new", "disconnect", "", "Disconnected" },
        { "disconnected", "keys", "", "Disconnected" },
        { "disconnected", "login", "Begun", "Pending" },
        { "disconnected", "offer", "True", "Pending" },
        { "disconnected", "confirm", "NotPending", "Disconnected" },
        { "disconnected", "refused", "NotPending", "Disconnected" },
        { "disconnected", "disconnect", "", "Disconnected" },
        { "pending", "keys", "", "Disconnected" },
        { "pending", "login", "Begun", "Pending" },
        { "pending", "offer", "True", "Pending" },
        { "pending", "confirm", "Begun", "Connected" },
        { "pending", "refused", "Begun", "Disconnected" },
        { "pending", "disconnect", "", "Disconnected" },
        { "connected", "keys", "", "Disconnected" },
        { "connected", "login", "Begun", "Pending" },
        { "connected", "offer", "True", "Pending" },
        { "connected", "confirm", "NotPending", "Connected" },
        { "connected", "refused", "NotPending", "Connected" },
        { "connected", "disconnect", "", "Disconnected" },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Call_InState_SaysAndLeadsTo(string state, string call, string says, string after)
    {
        var connection = In(state);

        Do(connection, call, Now).ShouldBe(says);

        connection.State.ToString().ShouldBe(after);
        (connection.Session is null).ShouldBe(connection.State == ConnectionState.Disconnected);
        connection.BusyUntil.ShouldBeNull();
    }

    [Fact]
    public void Step_UnderWay_IsTakenOnce()
    {
        var connection = In("pending");
        connection.BeginSecondStep(Rules, Now).ShouldBe(Beginning.Begun);
        connection.BeginSecondStep(Rules, Now).ShouldBe(Beginning.NotPending);
        connection.BeginLogin(Rules, Now).ShouldBe(Beginning.Busy);
    }

    [Fact]
    public void Step_WhoseProcessDied_IsOvertakenAndEndsNothing()
    {
        var connection = In("pending");
        connection.BeginSecondStep(Rules, Now);
        var dead = connection.Generation;

        connection.BeginSecondStep(Rules, Now + Rules.StepLease).ShouldBe(Beginning.Begun);

        connection.Connect(dead, Secret, Now).ShouldBeFalse();
        connection.RefuseSecondStep(dead, Rules, Now);
        connection.Release(dead);
        connection.State.ShouldBe(ConnectionState.Pending);
        connection.Connect(connection.Generation, Secret, Now).ShouldBeTrue();
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("offer")]
    [InlineData("disconnect")]
    public void Step_UnderWayWhenSomethingElseHappens_Loses(string call)
    {
        var connection = In("pending");
        connection.BeginSecondStep(Rules, Now);
        var generation = connection.Generation;

        Do(connection, call, Now);

        connection.Connect(generation, Secret, Now).ShouldBeFalse();
        connection.State.ShouldNotBe(ConnectionState.Connected);
    }

    [Fact]
    public void Step_EndedWithoutTheBrokersDecision_MayBeTriedAgain()
    {
        var connection = In("pending");
        connection.BeginSecondStep(Rules, Now);
        connection.Release(connection.Generation);
        Do(connection, "confirm", Now).ShouldBe("Begun");
        connection.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public void Pending_TooOld_WaitsForNothing()
    {
        var connection = In("pending");
        connection.BeginSecondStep(Rules, Now + Rules.PendingFor).ShouldBe(Beginning.NotPending);
    }

    [Fact]
    public void Refusals_UpToTheLimit_StopWhatIsSentUntilTheWindowIsOver()
    {
        var connection = In("disconnected");
        for (var i = 0; i < Rules.MaxRefusals; i++)
        {
            connection.BeginLogin(Rules, Now).ShouldBe(Beginning.Begun);
            connection.RefuseLogin(connection.Generation, Rules, Now);
        }

        connection.BeginLogin(Rules, Now).ShouldBe(Beginning.TooManyRefusals);
        connection.StoreKeys(Secret, Now);
        connection.BeginLogin(Rules, Now).ShouldBe(Beginning.TooManyRefusals, "other keys give no more tries");
        connection.BeginLogin(Rules, Now + Rules.RefusalWindow).ShouldBe(Beginning.Begun);
    }

    [Fact]
    public void Refusals_BeforeAConnection_AreForgotten()
    {
        var connection = In("pending");
        Do(connection, "refused", Now);
        Do(connection, "login", Now);
        Do(connection, "confirm", Now);
        connection.Refusals.ShouldBe(0);
    }

    [Fact]
    public void Lose_AnOlderSession_KeepsTheNewOne()
    {
        var connection = In("connected");
        var old = connection.Generation;
        Do(connection, "login", Now);
        Do(connection, "confirm", Now);
        connection.Lose(old, Now);
        connection.State.ShouldBe(ConnectionState.Connected);
        connection.Lose(connection.Generation, Now);
        connection.State.ShouldBe(ConnectionState.Disconnected);
    }

    private static Connection In(string state)
    {
        var connection = Connection.New(1, BrokerKind.Kotak);
        string[] calls = state switch
        {
            "new" => [],
            "disconnected" => ["keys"],
            "pending" => ["keys", "login"],
            _ => ["keys", "login", "confirm"],
        };
        foreach (var call in calls)
        {
            Do(connection, call, Now);
        }

        return connection;
    }

    /// <summary>A whole call, with the broker's answer where it asks.</summary>
    private static string Do(Connection connection, string call, DateTimeOffset now)
    {
        var said = call switch
        {
            "login" => connection.BeginLogin(Rules, now),
            "confirm" or "refused" => connection.BeginSecondStep(Rules, now),
            _ => (Beginning?)null,
        };
        switch (call)
        {
            case "keys":
                connection.StoreKeys(Secret, now);
                break;
            case "offer":
                return $"{connection.OfferLogin(Secret, now)}";
            case "disconnect":
                connection.Disconnect(now);
                break;
            case "login" when said == Beginning.Begun:
                connection.AwaitSecondStep(connection.Generation, Secret, now).ShouldBeTrue();
                break;
            case "confirm" when said == Beginning.Begun:
                connection.Connect(connection.Generation, Secret, now).ShouldBeTrue();
                break;
            case "refused" when said == Beginning.Begun:
                connection.RefuseSecondStep(connection.Generation, Rules, now);
                break;
        }

        return $"{said}";
    }
}
