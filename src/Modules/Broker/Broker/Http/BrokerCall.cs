namespace Monolith.Broker.Http;

/// <summary>One call of a broker's API.</summary>
/// <param name="Operation">Its name in logs.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Url">Absolute. Nothing in it is a secret, unless the broker's API leaves no choice.</param>
/// <param name="IsRepeatable">Whether it may be sent again when no answer came: it changes nothing at the broker.</param>
internal sealed record BrokerCall(string Operation, HttpMethod Method, string Url, bool IsRepeatable)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Null: no body.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Without what it holds.</summary>
    public override string ToString() => Operation;
}
