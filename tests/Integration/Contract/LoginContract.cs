using Monolith.Integration.Environments;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class LoginContract : ContractTests
{
    private protected LoginContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Login_RightPassword_AnswersTheTokenAndNothingElse()
    {
        var user = await Api.SignUpAsync();

        var answer = await Api.PostAsync("/api/auth/login", $$"""{"email":"{{user.Email}}","password":"{{user.Password}}","remember":true}""");

        answer.ShouldBe(200, $$"""{"access_token":"{{answer.Json!["access_token"]}}","token_type":"bearer","expires_in":3600}""");
        (await Api.GetAsync("/api/favorites", answer.Json["access_token"]!.GetValue<string>())).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task Login_WrongPassword_IsRefused()
    {
        var user = await Api.SignUpAsync();

        (await Api.PostAsync("/api/auth/login", $$"""{"email":"{{user.Email}}","password":"{{user.Password}} "}"""))
            .ShouldSay(401, "Credenciais inválidas.");
    }

    [Fact]
    public async Task Login_UnknownEmail_IsRefusedInTheSameWords() =>
        (await Api.PostAsync("/api/auth/login", """{"email":"nobody@example.com","password":"password"}""")).ShouldSay(401, "Credenciais inválidas.");

    [Theory]
    [InlineData("{}", "O e-mail é obrigatório. (and 1 more error)", """{"email":["O e-mail é obrigatório."],"password":["A senha é obrigatória."]}""")]
    [InlineData("""{"password":"password"}""", "O e-mail é obrigatório.", """{"email":["O e-mail é obrigatório."]}""")]
    [InlineData("""{"email":"a","password":"password"}""", "O e-mail deve ser válido.", """{"email":["O e-mail deve ser válido."]}""")]
    [InlineData("""{"email":"a@example.com"}""", "A senha é obrigatória.", """{"password":["A senha é obrigatória."]}""")]
    [InlineData(
        """{"email":"a@example.com","password":"12345"}""", "A senha deve ter pelo menos 6 caracteres.", """{"password":["A senha deve ter pelo menos 6 caracteres."]}""")]
    public async Task Login_BadFields_AnswersTheirTexts(string body, string message, string errors) =>
        (await Api.PostAsync("/api/auth/login", body)).ShouldBe(422, $$"""{"message":"{{message}}","errors":{{errors}}}""");

    [Fact]
    public async Task Logout_Session_DiesAtOnceAndOthersOfTheUserLive()
    {
        var user = await Api.SignUpAsync();
        var other = await Api.SignInAsync(user.Email, user.Password, user.Id);

        (await user.LogOutAsync()).ShouldSay(200, "Logout realizado com sucesso.");

        (await user.LogOutAsync()).ShouldSay(401, "Unauthenticated.");
        (await user.ListAsync()).ShouldSay(401, "Unauthenticated.");
        (await user.GetAsync("/api/movies/genres")).ShouldSay(401, "Unauthenticated.");
        (await other.ListAsync()).ShouldBe(200, "[]");
    }
}

public sealed class LoginContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : LoginContract(shared, run, 0, output);

public sealed class LoginContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : LoginContract(shared, run, 100, output);

public sealed class LoginContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : LoginContract(shared, run, 50, output);
