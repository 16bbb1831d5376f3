namespace Monolith.Broker.Http;

/// <summary>What a broker sent.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Body">Decompressed; empty when there was no answer.</param>
/// <param name="WasSent">False when the request certainly did not reach the broker.</param>
internal sealed record BrokerReply(int Status, byte[] Body, bool WasSent = true)
{
    /// <summary>The broker was not reached.</summary>
    public static BrokerReply NotSent { get; } = new(0, [], WasSent: false);

    /// <summary>It may have been reached and have acted.</summary>
    public static BrokerReply Lost { get; } = new(0, []);

    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The broker said no to what was asked, and not that it cannot answer now.</summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not (408 or 429);

    /// <summary>The broker does not know the session, or not any more.</summary>
    public bool IsSessionEnd => Status is 401 or 403;

    public bool IsFailure => Status is 0 or >= 500 or 408 or 429;
}
