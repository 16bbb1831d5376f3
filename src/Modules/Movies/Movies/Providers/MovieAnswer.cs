namespace Monolith.Movies.Providers;

/// <summary>
/// What a provider says: a UTF-8 JSON document in the shape of the frontend's contract, or why there is none. Kept as bytes because that is what is cached,
/// counted and sent.
/// </summary>
/// <param name="Kind">What sort of answer it is.</param>
/// <param name="Json">The document; empty unless found.</param>
internal sealed record MovieAnswer(MovieAnswerKind Kind, byte[] Json)
{
    public static MovieAnswer Unknown { get; } = new(MovieAnswerKind.Unknown, []);

    public static MovieAnswer Unavailable { get; } = new(MovieAnswerKind.Unavailable, []);

    public static MovieAnswer Found(byte[] json) => new(MovieAnswerKind.Found, json);
}
