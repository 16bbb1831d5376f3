using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Flips;

public sealed class SameAnswersTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Fact]
    public async Task Conversation_OnEitherSide_IsTheSameByteForByte()
    {
        var onMonolith = await ConversationAsync(0);
        var onService = await ConversationAsync(100);

        onMonolith.ShouldContain(a => a.ServedBy == Side.Monolith);
        onMonolith.ShouldAllBe(a => a.ServedBy != Side.Service);
        onService.ShouldContain(a => a.ServedBy == Side.Service);
        onService.Where(a => a.ServedBy == Side.Monolith).Select(a => a.ToString()).ShouldBeEmpty();
        onService.Count.ShouldBe(onMonolith.Count);
        foreach (var (monolith, service) in onMonolith.Zip(onService))
        {
            service.Comparable().ShouldBe(monolith.Comparable());
        }
    }

    /// <summary>After a reset the same requests get the same ids, so that everything may be compared.</summary>
    private async Task<List<Answer>> ConversationAsync(int percent)
    {
        await DatabaseReset.RunAsync(Environment);
        await Operator.ShiftEverythingAsync(percent);
        var user = await Api.SignUpToTradeAsync("conversation");
        var answers = new List<Answer>();
        Api.Answered = answers.Add;
        try
        {
            await TalkOfFavoritesAsync(user);
            await TalkOfMoviesAsync(user);
            await TalkOfTradingAsync(user);
            await TalkOfUsersAsync(user);
        }
        finally
        {
            Api.Answered = null;
        }

        return answers;
    }

    private async Task TalkOfFavoritesAsync(SignedInUser user)
    {
        await user.ListAsync();
        foreach (var movie in Movies.Ids.Take(10))
        {
            await user.AddAsync(movie);
        }

        await user.AddAsync(Movies.First);
        foreach (var query in new[] { "", "?genre_id=", "?genre_id=28", "?genre_id=424242", "?genre_id=abc", "?genre_id=28&genre_id=35", "?other=1", "?GENRE_ID=28" })
        {
            await user.ListAsync(query);
        }

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Delete })
        {
            foreach (var body in new[]
            {
                null, "", "{}", "[]", "null", "1", "{", """{"movie_id":null}""", """{"movie_id":"abc"}""", """{"movie_id":1.5}""", """{"movie_id":[1]}""",
                """{"movie_id":true}""", """{"movie_id":987654321}""", """{"movie_id":99999999999999999999}""", """{"movie_id":-1}""",
                """{"Movie_Id":987654321}""", """{"movie_id":987654321,"movie_id":987654322}""", """{"movie_id":"987654321 ","outro":"ç"}""",
            })
            {
                await Api.SendAsync(method, "/api/favorites", user.Token, body);
            }
        }

        await user.RemoveAsync(Movies.First);
        await user.RemoveAsync(Movies.First);
        await user.ListAsync();
        await Api.SendAsync(HttpMethod.Head, "/api/favorites", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/api/favorites/", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/API/Favorites", user.Token);
        await Api.SendAsync(HttpMethod.Get, "/api/favorites", user.Token, null, ("Accept", "text/html"));
        await Api.SendAsync(HttpMethod.Post, "/api/favorites", user.Token, """{"movie_id":1}""", ("Content-Type", "text/plain"));
        await Api.GetAsync("/api/favorites");
        await Api.GetAsync("/api/favorites", "garbage");
    }

    private async Task TalkOfMoviesAsync(SignedInUser user)
    {
        foreach (var path in new[]
        {
            "genres", "search", "search?q=", "search?q=batman", "search?q=BATMAN%20", "search?q=acao", "search?q=a%C3%A7%C3%A3o", "search?q=xyzzyx", "search?q=%00", "search?q=a&q=b",
            "search?q=" + new string('a', 3000), $"{Movies.First}", "0", "-1", "007", "1.5", "abc", "987654321", "99999999999999999999", "1%2F2", "genres/",
        })
        {
            await user.GetAsync($"/api/movies/{path}");
            await Api.SendAsync(HttpMethod.Head, $"/api/movies/{path}", user.Token);
        }

        await Api.SendAsync(HttpMethod.Get, "/API/Movies/Genres", user.Token, null, ("Accept", "text/html"), ("Accept-Encoding", "gzip"));
        await Api.GetAsync("/api/movies/genres");
        await Api.GetAsync("/api/movies/genres", "garbage");
    }

    private async Task TalkOfTradingAsync(SignedInUser user)
    {
        foreach (var path in new[] { "/profile", "/wallet", "/wallet/transactions", "/wallet/holds", "/wallet/statement", "/WALLET/", $"/wallet?token={user.Token}&a=b", "/wallet/transactions?limit=x" })
        {
            await user.GetAsync(path);
            await Api.SendAsync(HttpMethod.Head, path, user.Token);
            await Api.GetAsync(path, "garbage");
        }

        foreach (var body in new[]
        {
            null, "", "{}", "[]", "null", "1", "{", """{"amount":null}""", """{"amount":"12.34"}""", """{"amount":"x"}""", """{"amount":1.005}""", """{"amount":0}""", """{"amount":-1}""",
            """{"amount":1e30}""", """{"amount":[1]}""", """{"amount":5,"method":1,"reference_id":"a"}""", """{"amount":5,"reference_id":"a"}""", """{"amount":6,"reference_id":"a"}""",
            """{"amount":2,"reference_id":"ç \u0000"}""", $$"""{"amount":2,"reference_id":"{{new string('r', 300)}}"}""", """{"amount":1,"amount":2}""",
        })
        {
            foreach (var operation in new[] { "add", "withdraw", "transfer", "holds", $"holds/{Guid.Empty}/capture", $"holds/{Guid.Empty}/release" })
            {
                await Api.PostAsync($"/wallet/{operation}", body, user.Token);
            }

            await Api.PutAsync("/profile", body, user.Token);
            await Api.PostAsync("/signup", body);
            await Api.PostAsync("/login", body);
        }

        await Api.PutAsync("/profile", """{"full_name":"Zoé","bio":"<b>"}""", user.Token);
        await Api.PostAsync("/wallet/transfer", $$"""{"to_user_id":{{user.Id}},"amount":1}""", user.Token);
        await user.GetAsync("/profile");
        await user.GetAsync("/wallet/transactions");
        await Api.PostAsync("/signup", """{"username":"trader","email":"trader@example.com","password":"secret1","mobile":"1"}""");
        await Api.PostAsync("/signup", """{"username":"TRADER","email":"other@example.com","password":"secret1"}""");
        await Api.PostAsync("/login", """{"username":"trader","password":"wrong-password"}""");
    }

    /// <summary>All but what is never the same twice: tokens.</summary>
    private async Task TalkOfUsersAsync(SignedInUser user)
    {
        await Api.PostAsync("/api/auth/register", """{"name":"Zoé","email":"zoe@example.com","password":"secret-1"}""");
        await Api.PostAsync("/api/auth/register", """{"name":"Zoé","email":"ZOE@example.com","password":"secret-1"}""");
        foreach (var body in new[]
        {
            null, "", "{}", "[]", "null", "{", """{"name":null,"email":"x","password":"1"}""",
            """{"name":1,"email":["a"],"password":{}}""", $$"""{"name":"{{new string('n', 300)}}","email":"n@example.com","password":"secret-1"}""",
        })
        {
            await Api.PostAsync("/api/auth/register", body);
            await Api.PostAsync("/api/auth/login", body);
        }

        await Api.PostAsync("/api/auth/login", """{"email":"zoe@example.com","password":"wrong-password"}""");
        await Api.PostAsync("/api/auth/login", """{"email":"nobody@example.com","password":"wrong-password"}""");
        await Api.SendAsync(HttpMethod.Post, "/api/auth/login", null, """{"email":"zoe@example.com"}""", ("Content-Type", "text/plain"));
        await Api.PostAsync("/api/auth/logout", null);
        await user.LogOutAsync();
        await user.LogOutAsync();
    }}
