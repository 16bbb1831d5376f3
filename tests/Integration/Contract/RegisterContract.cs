using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class RegisterContract : ContractTests
{
    private protected RegisterContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Register_ValidBody_AnswersTheUserAndNothingElse()
    {
        var answer = await Api.PostAsync(
            "/api/auth/register",
            """{"name":"João Câmara","email":"joao@example.com","password":"secret","password_confirmation":"other","id":77,"role":"admin"}""");

        answer.Status.ShouldBe(201, answer.ToString());
        var id = answer.Json!["user"]!["id"]!.GetValue<int>();
        id.ShouldBeGreaterThan(0);
        id.ShouldNotBe(77);
        answer.ShouldBe(201, $$$"""{"message":"Usuário registrado com sucesso!","user":{"id":{{{id}}},"name":"João Câmara","email":"joao@example.com"}}""");
    }

    [Fact]
    public async Task Register_ThenLogin_OpensASession()
    {
        var user = await Api.SignUpAsync("senha longa com espaços e ç ");

        (await user.ListAsync()).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task Register_EmptyObject_NamesEveryFieldAndCountsTheOthers() =>
        (await Api.PostAsync("/api/auth/register", "{}")).ShouldBe(
            422,
            """
            {"message":"O nome é obrigatório. (and 2 more errors)","errors":{
              "name":["O nome é obrigatório."],"email":["O e-mail é obrigatório."],"password":["A senha é obrigatória."]}}
            """);

    [Fact]
    public async Task Register_NoBody_IsTheSameAsAnEmptyObject() =>
        (await Api.PostAsync("/api/auth/register", null)).Json!["message"]!.GetValue<string>().ShouldBe("O nome é obrigatório. (and 2 more errors)");

    [Fact]
    public async Task Register_TwoErrors_CountsOneInTheSingular() =>
        (await Api.PostAsync("/api/auth/register", """{"name":"Ana","email":"no address","password":"12345"}""")).ShouldBe(
            422,
            """
            {"message":"O e-mail deve ser válido. (and 1 more error)","errors":{
              "email":["O e-mail deve ser válido."],"password":["A senha deve ter pelo menos 6 caracteres."]}}
            """);

    [Theory]
    [InlineData("name", null, "O nome é obrigatório.")]
    [InlineData("name", "", "O nome é obrigatório.")]
    [InlineData("name", "   ", "O nome é obrigatório.")]
    [InlineData("email", null, "O e-mail é obrigatório.")]
    [InlineData("email", "", "O e-mail é obrigatório.")]
    [InlineData("email", "nobody", "O e-mail deve ser válido.")]
    [InlineData("email", "nobody@", "O e-mail deve ser válido.")]
    [InlineData("email", "@example.com", "O e-mail deve ser válido.")]
    [InlineData("password", null, "A senha é obrigatória.")]
    [InlineData("password", "", "A senha é obrigatória.")]
    [InlineData("password", "12345", "A senha deve ter pelo menos 6 caracteres.")]
    public async Task Register_OneBadField_AnswersItsText(string field, string? value, string text)
    {
        var body = new JsonObject { ["name"] = "Ana", ["email"] = "ana@example.com", ["password"] = "secret" };
        body[field] = value;

        (await Api.PostAsync("/api/auth/register", body.ToJsonString())).ShouldBe(
            422, new JsonObject { ["message"] = text, ["errors"] = new JsonObject { [field] = new JsonArray(text) } }.ToJsonString());
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 422)]
    public async Task Register_NameOfSomeLength_IsTakenUpTo255(int length, int status)
    {
        var body = new JsonObject { ["name"] = new string('ã', length), ["email"] = $"{Guid.NewGuid():N}@example.com", ["password"] = "secret" };

        var answer = await Api.PostAsync("/api/auth/register", body.ToJsonString());

        answer.Status.ShouldBe(status, answer.ToString());
        if (status == 422)
        {
            answer.Json!["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["name"]);
        }
    }

    [Fact]
    public async Task Register_EmailInUse_IsRefused()
    {
        var user = await Api.SignUpAsync();

        (await Api.PostAsync("/api/auth/register", $$"""{"name":"Eva","email":"{{user.Email}}","password":"secret"}""")).ShouldBe(
            422, """{"message":"O e-mail já está em uso.","errors":{"email":["O e-mail já está em uso."]}}""");
    }

    [Fact]
    public async Task Register_SameEmailAtOnce_ExactlyOneIsTaken()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Api.PostAsync("/api/auth/register", """{"name":"Eva","email":"eva@example.com","password":"secret"}""")));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
        {
            refused.ShouldBe(422, """{"message":"O e-mail já está em uso.","errors":{"email":["O e-mail já está em uso."]}}""");
        }
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("not json")]
    public async Task Register_MalformedJson_IsTheCallersFault(string body)
    {
        var answer = await Api.PostAsync("/api/auth/register", body);

        answer.Status.ShouldBeOneOf([400, 422], answer.ToString());
        answer.Json!["message"]!.GetValue<string>().ShouldNotBeEmpty();
    }
}

public sealed class RegisterContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : RegisterContract(shared, run, 0, output);

public sealed class RegisterContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : RegisterContract(shared, run, 100, output);

public sealed class RegisterContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : RegisterContract(shared, run, 50, output);
