using System.Text;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class ImportUsersTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private const string Path = "/admin/auth/users/import";
    private const string Hash = "$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi";

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Import_ArrayThenTheSameAsLines_CreatesOnceInOrder()
    {
        string Line(int i) => $$"""{"name":"U{{i}}","email":"u{{i}}@example.com","password_hash":"{{Hash}}","id":7}""";
        (await PostAsync($"[{Line(1)},{Line(2)},{Line(3)}]")).ShouldBe((200, """{"created":3,"existing":0}"""));
        (await PostAsync($"{Line(2)}\n{Line(3)}\r\n{Line(4)}\n")).ShouldBe((200, """{"created":1,"existing":2}"""));
        (await fixture.Database.QueryAsync<string>("SELECT string_agg(name, ',' ORDER BY id) FROM auth.users")).ShouldBe("U1,U2,U3,U4");
        (await fixture.Database.QueryAsync<int>("SELECT max(id) - min(id) FROM auth.users")).ShouldBe(3, "no id is wasted on those that were there");
    }

    [Fact]
    public async Task Import_ExistingUser_KeepsItsPassword()
    {
        await fixture.Host.RegisterAsync("here@example.com", "secret1");
        (await PostAsync($$"""[{"name":"X","email":"HERE@example.com","password_hash":"{{Hash}}"}]""")).ShouldBe((200, """{"created":0,"existing":1}"""));
        (await fixture.Host.LoginAsync("here@example.com", "secret1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Import_AnythingWrong_ImportsNothingAndTellsEverything()
    {
        var (status, body) = await PostAsync(
            $$"""[{"name":"A","email":"a@example.com","password_hash":"{{Hash}}"},{"name":"","email":"no","password_hash":"md5"},{"name":"B","email":"A@example.com"}]""");
        status.ShouldBe(422);
        foreach (var key in new[] { "[1].Name", "[1].Email", "[1].PasswordHash", "[2].Email", "[2].PasswordHash" })
        {
            body.ShouldContain($"\"{key}\"");
        }

        body.ShouldNotContain("a@example.com", Case.Insensitive);
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.users")).ShouldBe(0);
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Import_NotTheDocumentedJson_Is400(string body) => (await PostAsync(body)).Status.ShouldBe(400);

    [Fact]
    public async Task Import_TenThousand_WorksAndOneMoreIsRefused()
    {
        string Users(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $$"""{"name":"U","email":"u{{i}}@example.com","password_hash":"{{Hash}}"}"""));
        (await PostAsync(Users(10_001))).Status.ShouldBe(413);
        (await PostAsync(Users(10_000))).ShouldBe((200, """{"created":10000,"existing":0}"""));
    }

    [Fact]
    public async Task Import_SentAsAForm_IsRefusedAndNotTakenForEmpty()
    {
        using var form = new StringContent("""{"name":"A"}""", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await fixture.Host.PostAsync(Path, form)).Status.ShouldBe(415);
    }

    private async Task<(int Status, string Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var (status, answer) = await fixture.Host.PostAsync(Path, content);
        return (status, answer!.ToJsonString(Json.Readable));
    }
}
