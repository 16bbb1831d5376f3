using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Shouldly;

namespace Monolith.Integration.Load;

/// <summary>
/// One user who does one thing after another, and knows after each what the favourites must be: every answer is checked against that.
/// </summary>
internal sealed class UserModel(SignedInUser user, MovieSamples movies, string searchAnswer, LoadReport report) : ILoadingUser
{
    private const string Search = "/api/movies/search?q=batman";
    private const int Steps = 200;
    private readonly List<int> _favorites = [];
    private readonly IReadOnlyList<int> _movies = [.. movies.Ids.Take(MovieSamples.Count)];
    private SignedInUser _user = user;

    // The favourites as they would be, had the change that was not answered been made.
    private List<int>? _maybe;

    /// <summary>
    /// Whether an add or a removal may fail with 502 or, when its answer had begun, with the connection (the service died under it). A safe request never may.
    /// </summary>
    public bool ServiceMayDie { get; init; }

    /// <summary>What the search must answer all the time.</summary>
    public static async Task<string> SearchAnswerAsync(SignedInUser user) => (await user.GetAsync(Search)).Body;

    public async Task StepAsync()
    {
        Func<Task> step = _maybe is not null ? ListAsync : Random.Shared.Next(Steps) switch
        {
            < 90 => ListAsync,
            < 110 => ListByGenreAsync,
            < 150 => AddAsync,
            < 180 => RemoveAsync,
            // Rarely: each costs what hashing a password costs.
            < 181 => SignInAgainAsync,
            _ => SearchAsync,
        };
        try
        {
            await step();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            report.Wrong($"user {_user.Id}, {step.Method.Name}: {e.Message} {e.InnerException?.Message}");
        }
    }

    public Task SettleAsync() => _maybe is null ? Task.CompletedTask : ListAsync();

    public async Task CheckAsync() => (await _user.FavoritesAsync()).ShouldBe((IReadOnlyList<int>)_favorites, $"user {_user.Id}");

    private async Task ListAsync()
    {
        var answer = Counted(await _user.ListAsync());
        if (answer.Status != 200)
        {
            report.Wrong($"user {_user.Id} has [{Text(_favorites)}]: {answer}");
            return;
        }

        var listed = SignedInUser.MoviesOf(answer);
        if (_maybe is not null && listed.SequenceEqual(_maybe))
        {
            _favorites.Clear();
            _favorites.AddRange(_maybe);
        }

        _maybe = null;
        Check(answer, listed.SequenceEqual(_favorites) && answer.Json!.AsArray().All(IsRight));
    }

    private async Task ListByGenreAsync()
    {
        var genre = movies[_movies[Random.Shared.Next(_movies.Count)]]["genre_ids"]!.AsArray().FirstOrDefault()?.GetValue<int>() ?? 28;
        var answer = Counted(await _user.ListAsync($"?genre_id={genre}"));
        Check(answer, answer.Status == 200 && SignedInUser.MoviesOf(answer)
            .SequenceEqual(_favorites.Where(m => movies[m]["genre_ids"]!.AsArray().Any(g => g!.GetValue<int>() == genre))));
    }

    private async Task AddAsync()
    {
        var movie = _movies[Random.Shared.Next(_movies.Count)];
        if (await ChangeAsync(() => _user.AddAsync(movie), () => _favorites.Contains(movie) ? [.. _favorites] : [.. _favorites, movie]) is not { } answer)
        {
            return;
        }

        if (_favorites.Contains(movie))
        {
            Check(answer, answer.Status == 400 && Says(answer, "Filme já está nos favoritos."));
            return;
        }

        Check(answer, answer.Status == 201 && Says(answer, "Filme adicionado aos favoritos!"));
        _favorites.Add(movie);
    }

    private async Task RemoveAsync()
    {
        var movie = _favorites.Count > 0 && Random.Shared.Next(4) > 0 ? _favorites[Random.Shared.Next(_favorites.Count)] : _movies[Random.Shared.Next(_movies.Count)];
        if (await ChangeAsync(() => _user.RemoveAsync(movie), () => [.. _favorites.Where(m => m != movie)]) is not { } answer)
        {
            return;
        }

        Check(answer, _favorites.Remove(movie)
            ? answer.Status == 200 && Says(answer, "Filme removido dos favoritos!")
            : answer.Status == 400 && Says(answer, "Filme não está nos favoritos."));
    }

    private async Task SearchAsync()
    {
        var answer = Counted(await _user.GetAsync(Search));
        Check(answer, answer.Status == 200 && answer.Body == searchAnswer);
    }

    /// <summary>The token of before is dead with the next request, and another one is good with the next.</summary>
    private async Task SignInAgainAsync()
    {
        var ended = _user;
        var left = Counted(await ended.LogOutAsync());
        Check(left, left.Status == 200 && Says(left, "Logout realizado com sucesso."));
        var refused = Counted(await ended.ListAsync());
        Check(refused, refused.Status == 401 && Says(refused, "Unauthenticated."));
        var credentials = new JsonObject { ["email"] = ended.Email, ["password"] = ended.Password };
        var entered = Counted(await ended.Api.PostAsync("/api/auth/login", credentials.ToJsonString()));
        Check(entered, entered.Status == 200);
        _user = ended with { Token = entered.Json!["access_token"]!.GetValue<string>() };
    }

    /// <returns>Null when nobody knows whether the change was made: the next step finds out.</returns>
    private async Task<Answer?> ChangeAsync(Func<Task<Answer>> change, Func<List<int>> ifItWasMade)
    {
        try
        {
            var answer = Counted(await change());
            if (!ServiceMayDie || answer.Status != 502)
            {
                return answer;
            }
        }
        catch (HttpRequestException) when (ServiceMayDie)
        {
            // As good as a 502.
        }

        report.CountUnsafeFailure();
        _maybe = ifItWasMade();
        return null;
    }

    private bool IsRight(JsonNode? favorite)
    {
        var movie = movies[favorite!["movie_id"]!.GetValue<int>()];
        return favorite["user_id"]!.GetValue<int>() == _user.Id
            && favorite["movie_title"]!.GetValue<string>() == movie["title"]!.GetValue<string>()
            && favorite["release_date"]!.GetValue<string>() == movie["release_date"]!.GetValue<string>();
    }

    private Answer Counted(Answer answer)
    {
        report.Count(answer);
        return answer;
    }

    private void Check(Answer answer, bool right)
    {
        if (!right)
        {
            report.Wrong($"user {_user.Id} has [{Text(_favorites)}]: {answer}");
        }
    }

    private static bool Says(Answer answer, string text) => answer.Json!["message"]!.GetValue<string>() == text;

    private static string Text(IEnumerable<int> movies) => string.Join(',', movies);
}
