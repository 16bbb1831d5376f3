using System.Text.Json.Nodes;
using Monolith.Profiles;
using Monolith.Unit.Auth;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Profiles;

public sealed class ProfileTests : IAsyncLifetime
{
    private const string Path = "/profile";

    private AuthHost _host = null!;

    public async Task InitializeAsync() => _host = await AuthHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), [new ProfilesModule()]);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Profile_RightAfterSignup_HasWhatWasGivenAndEmptyStrings()
    {
        await _host.PostAsync("/signup", new { username = "ana", email = "ana@example.com", password = "secret1", mobile = "123" });
        (await ProfileAsync(await TokenAsync("ana"))).ShouldBe("""{"username":"ana","email":"ana@example.com","mobile":"123","full_name":"","bio":""}""");
    }

    [Fact]
    public async Task Profile_OfAMoviesUser_HasNoUsername()
    {
        await _host.RegisterAsync("eva@example.com");
        (await ProfileAsync(await _host.TokenAsync("eva@example.com"))).ShouldBe("""{"username":"","email":"eva@example.com","mobile":"","full_name":"","bio":""}""");
    }

    [Fact]
    public async Task Update_SomeFields_LeavesTheOthers()
    {
        var token = await SignedUpAsync("ana");
        (await UpdateAsync(token, """{"full_name":"Ana Ão"}""")).ShouldBe((200, """{"message":"Profile updated successfully"}"""));
        (await UpdateAsync(token, """{"bio":"one\ntwo","full_name":null}""")).Status.ShouldBe(200);
        (await UpdateAsync(token, """{"user_id":1,"username":"root","email":"x@example.com","role":"admin"}""")).Status.ShouldBe(200);

        var profile = JsonNode.Parse(await ProfileAsync(token))!;
        ((string)profile["full_name"]!, (string)profile["bio"]!, (string)profile["username"]!, (string)profile["email"]!).ShouldBe(("Ana Ão", "one\ntwo", "ana", "ana@example.com"));
        (await UpdateAsync(token, """{"full_name":""}""")).Status.ShouldBe(200);
        ((string)JsonNode.Parse(await ProfileAsync(token))!["full_name"]!).ShouldBe("");
    }

    [Fact]
    public async Task Update_OfOneUser_IsNobodyElses()
    {
        var (ana, eva) = (await SignedUpAsync("ana"), await SignedUpAsync("eva"));
        await UpdateAsync(ana, """{"bio":"mine"}""");
        (await ProfileAsync(eva)).ShouldContain("\"bio\":\"\"");
    }

    [Fact]
    public async Task Update_FirstOnesAtOnce_AllSucceedAndNoFieldIsLost()
    {
        var token = await SignedUpAsync("ana");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => UpdateAsync(token, i % 2 == 0 ? """{"bio":"b"}""" : """{"full_name":"f"}""")));
        answers.ShouldAllBe(a => a.Status == 200);
        (await ProfileAsync(token)).ShouldContain("\"full_name\":\"f\",\"bio\":\"b\"");
    }

    [Theory]
    [InlineData(256, 0, "full_name")]
    [InlineData(0, 2001, "bio")]
    public async Task Update_TooLong_Is422(int name, int bio, string field)
    {
        var (status, body) = await UpdateAsync(await SignedUpAsync("ana"), $$"""{"full_name":"{{new string('a', name)}}","bio":"{{new string('b', bio)}}"}""");
        status.ShouldBe(422);
        ((string)JsonNode.Parse(body)!["detail"]![0]!["loc"]![1]!).ShouldBe(field);
    }

    [Fact]
    public async Task Update_TextTheDatabaseCannotKeep_Is422()
        => (await UpdateAsync(await SignedUpAsync("ana"), """{"bio":"a\u0000b"}""")).Status.ShouldBe(422);

    [Fact]
    public async Task Profile_WithoutAToken_Is401()
        => (await _host.CallAsync(HttpMethod.Get, Path)).Status.ShouldBe(401);

    private async Task<string> ProfileAsync(string token)
    {
        var (status, body) = await _host.CallAsync(HttpMethod.Get, Path, token: token);
        status.ShouldBe(200);
        return body!.ToJsonString(Json.Readable);
    }

    private async Task<(int Status, string Body)> UpdateAsync(string token, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var (status, body) = await _host.CallAsync(HttpMethod.Put, Path, content, token);
        return (status, body!.ToJsonString(Json.Readable));
    }

    private async Task<string> SignedUpAsync(string username)
    {
        await _host.SignupAsync(username, $"{username}@example.com");
        return await TokenAsync(username);
    }

    private async Task<string> TokenAsync(string username) => (string)(await _host.TradingLoginAsync(username)).Body!["access_token"]!;
}
