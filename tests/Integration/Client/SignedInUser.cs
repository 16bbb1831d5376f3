using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Integration.Client;

/// <summary>A user with an access token.</summary>
internal sealed record SignedInUser(MoviesApi Api, int Id, string Email, string Password, string Token)
{
    public Task<Answer> AddAsync(int movie) => Api.PostAsync("/api/favorites", MovieId(movie), Token);

    /// <summary>A DELETE with a body, as axios sends it.</summary>
    public Task<Answer> RemoveAsync(int movie) => Api.DeleteAsync("/api/favorites", MovieId(movie), Token);

    public Task<Answer> ListAsync(string query = "") => Api.GetAsync("/api/favorites" + query, Token);

    public Task<Answer> GetAsync(string path) => Api.GetAsync(path, Token);

    public Task<Answer> LogOutAsync() => Api.PostAsync("/api/auth/logout", null, Token);

    /// <summary>The movies of the list, in its order.</summary>
    public async Task<int[]> FavoritesAsync(string query = "")
    {
        var answer = await ListAsync(query);
        answer.Status.ShouldBe(200, answer.ToString());
        return MoviesOf(answer);
    }

    public static int[] MoviesOf(Answer list) => [.. list.Json!.AsArray().Select(f => f!["movie_id"]!.GetValue<int>())];

    private static string MovieId(int movie) => new JsonObject { ["movie_id"] = movie }.ToJsonString();
}
