using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>Movies of the built-in catalogue, found the way a user finds them.</summary>
internal sealed class MovieSamples
{
    private static readonly string[] Searches = ["batman", "the", "love", "star", "man", "war", "night"];
    private readonly List<JsonObject> _movies = [];

    /// <summary>At least this many.</summary>
    public const int Count = 24;

    public IReadOnlyList<int> Ids => [.. _movies.Select(m => m["id"]!.GetValue<int>())];

    public int First => Ids[0];

    public int Second => Ids[1];

    public int Third => Ids[2];

    /// <summary>As the search answered it.</summary>
    public JsonObject this[int id] => _movies.Single(m => m["id"]!.GetValue<int>() == id);

    public static async Task<MovieSamples> FindAsync(MoviesApi api)
    {
        var user = await api.SignUpAsync();
        var samples = new MovieSamples();
        foreach (var search in Searches)
        {
            var answer = await user.GetAsync($"/api/movies/search?q={search}");
            answer.Status.ShouldBe(200, answer.ToString());
            foreach (var movie in answer.Json!.AsArray().Select(m => m!.AsObject()))
            {
                if (!samples.Ids.Contains(movie["id"]!.GetValue<int>()))
                {
                    samples._movies.Add(movie);
                }
            }
        }

        samples._movies.Count.ShouldBeGreaterThanOrEqualTo(Count);
        return samples;
    }
}
