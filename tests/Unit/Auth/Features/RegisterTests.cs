using System.Text;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class RegisterTests(AuthFixture fixture) : IClassFixture<AuthFixture>
{
    private const string Path = "/api/auth/register";

    [Fact]
    public async Task Register_GoodInput_AnswersTheUser()
    {
        var (status, body) = await fixture.Host.PostAsync(
            Path, new { name = "  Ana Lúcia ", email = " Ana@Example.com ", password = " secret ", password_confirmation = "x", role = "admin" });
        status.ShouldBe(201);
        var id = (int)body!["user"]!["id"]!;
        id.ShouldBePositive();
        body.ToJsonString(Json.Readable).ShouldBe(
            $$$"""{"message":"Usuário registrado com sucesso!","user":{"id":{{{id}}},"name":"Ana Lúcia","email":"Ana@Example.com"}}""");
        (await fixture.Host.LoginAsync("ana@example.com", " secret ")).Status.ShouldBe(200);
        (await fixture.Host.LoginAsync("ana@example.com", "secret")).Status.ShouldBe(401, "white space is part of a password");
    }

    [Theory]
    [InlineData("""{}""", """{"message":"O nome é obrigatório. (and 2 more errors)","errors":{"name":["O nome é obrigatório."],"email":["O e-mail é obrigatório."],"password":["A senha é obrigatória."]}}""")]
    [InlineData("""{"name":null,"email":"","password":""}""", """{"message":"O nome é obrigatório. (and 2 more errors)","errors":{"name":["O nome é obrigatório."],"email":["O e-mail é obrigatório."],"password":["A senha é obrigatória."]}}""")]
    [InlineData("""{"name":"   ","email":{},"password":[]}""", """{"message":"O nome é obrigatório. (and 2 more errors)","errors":{"name":["O nome é obrigatório."],"email":["O e-mail é obrigatório."],"password":["A senha é obrigatória."]}}""")]
    [InlineData("""{"name":"A","email":"nope","password":"12345"}""", """{"message":"O e-mail deve ser válido. (and 1 more error)","errors":{"email":["O e-mail deve ser válido."],"password":["A senha deve ter pelo menos 6 caracteres."]}}""")]
    [InlineData("""{"name":"A","email":"a b@example.com","password":"123456"}""", """{"message":"O e-mail deve ser válido.","errors":{"email":["O e-mail deve ser válido."]}}""")]
    [InlineData("""{"name":"A","email":"Ana <a@example.com>","password":"123456"}""", """{"message":"O e-mail deve ser válido.","errors":{"email":["O e-mail deve ser válido."]}}""")]
    [InlineData("""{"name":"A","email":"a@example.com\u0000","password":"123456"}""", """{"message":"O e-mail deve ser válido.","errors":{"email":["O e-mail deve ser válido."]}}""")]
    [InlineData("""{"name":"A","email":"a@example.com","password":"      "}""", """{"message":"A senha é obrigatória.","errors":{"password":["A senha é obrigatória."]}}""")]
    [InlineData("""{"name":"A","email":"a@example.com","password":"😀😀😀😀😀"}""", """{"message":"A senha deve ter pelo menos 6 caracteres.","errors":{"password":["A senha deve ter pelo menos 6 caracteres."]}}""")]
    public async Task Register_BadInput_IsRefusedInTheWordsOfTheContract(string input, string expected)
    {
        var (status, body) = await fixture.Host.PostAsync(Path, new StringContent(input, Encoding.UTF8, "application/json"));
        status.ShouldBe(422);
        body!.ToJsonString(Json.Readable).ShouldBe(expected);
    }

    [Fact]
    public async Task Register_NoBody_IsAsIfAllWereMissing()
        => (await fixture.Host.PostAsync(Path, body: null)).Status.ShouldBe(422);

    [Fact]
    public async Task Register_AtTheLimits_CountsCharactersAsTheDatabaseDoes()
    {
        (await fixture.Host.RegisterAsync("limit1@example.com", new string('p', 1024), string.Concat(Enumerable.Repeat("😀", 255)))).Status.ShouldBe(201);
        (await fixture.Host.RegisterAsync($"{new string('l', 64)}@{new string('d', 186)}.com", name: "A")).Status.ShouldBe(201);
        var (status, body) = await fixture.Host.RegisterAsync($"{new string('l', 64)}@{new string('d', 187)}.com", new string('p', 1025), new string('n', 256));
        status.ShouldBe(422);
        body!["errors"]!.ToJsonString(Json.Readable).ShouldBe(
            """{"name":["O nome não pode ter mais de 255 caracteres."],"email":["O e-mail não pode ter mais de 255 caracteres."],"password":["A senha não pode ter mais de 1024 caracteres."]}""");
    }

    [Fact]
    public async Task Register_AddressInUse_IsRefusedWhateverItsCaseAndWithTheOtherErrors()
    {
        await fixture.Host.RegisterAsync("taken@example.com");
        var (status, body) = await fixture.Host.PostAsync(Path, new { name = "A", email = "Taken@EXAMPLE.com", password = "123" });
        status.ShouldBe(422);
        body!.ToJsonString(Json.Readable).ShouldBe(
            """{"message":"O e-mail já está em uso. (and 1 more error)","errors":{"email":["O e-mail já está em uso."],"password":["A senha deve ter pelo menos 6 caracteres."]}}""");
    }

    [Fact]
    public async Task Register_SameAddressAtOnce_MakesOneAccount()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => fixture.Host.RegisterAsync(i % 2 == 0 ? "race@example.com" : "RACE@example.com")));
        outcomes.Count(o => o.Status == 201).ShouldBe(1);
        foreach (var (_, body) in outcomes.Where(o => o.Status != 201))
        {
            body!.ToJsonString(Json.Readable).ShouldBe("""{"message":"O e-mail já está em uso.","errors":{"email":["O e-mail já está em uso."]}}""");
        }
    }

    [Fact]
    public async Task Register_NameWithNul_IsKeptWithoutIt()
    {
        var (status, body) = await fixture.Host.RegisterAsync("nul@example.com", name: "A\0na");
        status.ShouldBe(201);
        ((string)body!["user"]!["name"]!).ShouldBe("Ana");
    }
}
