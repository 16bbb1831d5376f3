namespace Monolith.Broker.Domain;

/// <summary>
/// A user's connection to a broker. A step that asks the broker begins here, is taken to the broker without any lock, and ends here with the generation it began
/// with: whatever changed meanwhile made another generation, and wins.
/// </summary>
internal sealed class Connection
{
    public int UserId { get; private init; }

    public BrokerKind Broker { get; private init; }

    public ConnectionState State { get; private set; }

    /// <summary>Encrypted; null until the user gave them.</summary>
    public byte[]? Keys { get; private set; }

    /// <summary>Encrypted; null exactly when disconnected.</summary>
    public byte[]? Session { get; private set; }

    public long Generation { get; private set; }

    /// <summary>Until when the step of this generation is believed to be under way; null: none is.</summary>
    public DateTimeOffset? BusyUntil { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>When the first of <see cref="Refusals"/> was; null without any.</summary>
    public DateTimeOffset? RefusedSince { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public static Connection New(int userId, BrokerKind broker) => new() { UserId = userId, Broker = broker };

    /// <summary>A session under other keys is worth nothing.</summary>
    public void StoreKeys(byte[] keys, DateTimeOffset now)
    {
        Keys = keys;
        Move(ConnectionState.Disconnected, session: null, now);
    }

    /// <summary>From any state; a connection stays as it is until the broker has taken the log-in.</summary>
    public Beginning BeginLogin(ConnectionRules rules, DateTimeOffset now)
        => Keys is null ? Beginning.NoKeys : BusyUntil > now ? Beginning.Busy : Begin(rules, now);

    public bool AwaitSecondStep(long generation, byte[] session, DateTimeOffset now) => Owns(generation) && Move(ConnectionState.Pending, session, now);

    /// <summary>Where the first step is the user's own, in a browser, nothing is sent from here: from any state, at once.</summary>
    /// <returns>False: there are no keys.</returns>
    public bool OfferLogin(byte[] session, DateTimeOffset now) => Keys is not null && Move(ConnectionState.Pending, session, now);

    /// <summary>One at a time: who comes second finds no log-in that waits.</summary>
    public Beginning BeginSecondStep(ConnectionRules rules, DateTimeOffset now)
        => State != ConnectionState.Pending || ChangedAt + rules.PendingFor <= now || BusyUntil > now ? Beginning.NotPending : Begin(rules, now);

    public bool Connect(long generation, byte[] session, DateTimeOffset now)
    {
        if (!Owns(generation))
        {
            return false;
        }

        (Refusals, RefusedSince) = (0, null);
        return Move(ConnectionState.Connected, session, now);
    }

    /// <summary>The broker did not take the log-in: nothing changes but the count.</summary>
    public void RefuseLogin(long generation, ConnectionRules rules, DateTimeOffset now)
    {
        Count(rules, now);
        Release(generation);
    }

    /// <summary>The broker did not take the second step, and a log-in is good for one.</summary>
    public void RefuseSecondStep(long generation, ConnectionRules rules, DateTimeOffset now)
    {
        Count(rules, now);
        if (Owns(generation))
        {
            Move(ConnectionState.Disconnected, session: null, now);
        }
    }

    /// <summary>The step ended without the broker's decision, and may be tried again.</summary>
    public void Release(long generation)
    {
        if (Owns(generation))
        {
            BusyUntil = null;
        }
    }

    public void Disconnect(DateTimeOffset now) => Move(ConnectionState.Disconnected, session: null, now);

    /// <summary>The broker no longer knows the session of this generation.</summary>
    public void Lose(long generation, DateTimeOffset now)
    {
        if (State == ConnectionState.Connected && Generation == generation)
        {
            Move(ConnectionState.Disconnected, session: null, now);
        }
    }

    /// <summary>The same secrets under a newer key.</summary>
    public void ReEncrypt(Func<byte[], string, byte[]> seal)
    {
        Keys = Keys is null ? null : seal(Keys, nameof(Keys));
        Session = Session is null ? null : seal(Session, nameof(Session));
    }

    private Beginning Begin(ConnectionRules rules, DateTimeOffset now)
    {
        if (Refusals >= rules.MaxRefusals && RefusedSince + rules.RefusalWindow > now)
        {
            return Beginning.TooManyRefusals;
        }

        Generation++;
        BusyUntil = now + rules.StepLease;
        return Beginning.Begun;
    }

    private bool Owns(long generation) => Generation == generation && BusyUntil is not null;

    private void Count(ConnectionRules rules, DateTimeOffset now)
        => (Refusals, RefusedSince) = RefusedSince + rules.RefusalWindow > now ? (Refusals + 1, RefusedSince) : (1, now);

    private bool Move(ConnectionState state, byte[]? session, DateTimeOffset now)
    {
        (State, Session, BusyUntil, ChangedAt) = (state, session, null, now);
        Generation++;
        return true;
    }
}
