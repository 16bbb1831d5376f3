using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

public sealed class ImportedUsersTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    /// <summary>Of "password", by another implementation (PHP's), with cost 10.</summary>
    private const string Hash = "92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi";

    [Theory]
    [InlineData("$2y$10$")]
    [InlineData("$2b$10$")]
    public async Task ImportedUser_WithABcryptHash_LogsInAndIsRehashed(string kind)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await ImportAsync(email, kind + Hash);
        (await LogInAsync(email, "Password")).ShouldSay(401, "Credenciais inválidas.");

        (await LogInAsync(email, "password")).Status.ShouldBe(200);

        (await StoredHashAsync(email)).ShouldNotStartWith("$2");
        (await LogInAsync(email, "password")).Status.ShouldBe(200);
        (await LogInAsync(email, "Password")).ShouldSay(401, "Credenciais inválidas.");
    }

    private async Task ImportAsync(string email, string hash)
    {
        using var admin = new MoviesApi(Environment.HostInternalUrl);
        var user = new JsonObject { ["name"] = "Ana", ["email"] = email, ["password_hash"] = hash };
        var answer = await admin.PostAsync(
            "/admin/auth/users/import", new JsonArray(user).ToJsonString(), (await File.ReadAllTextAsync(Environment.OperatorTokenFile)).Trim());
        answer.Status.ShouldBe(200, answer.ToString());
    }

    private Task<Answer> LogInAsync(string email, string password) =>
        Api.PostAsync("/api/auth/login", new JsonObject { ["email"] = email, ["password"] = password }.ToJsonString());

    private async Task<string> StoredHashAsync(string email)
    {
        await using var connection = new NpgsqlConnection(Environment.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT password_hash FROM auth.users WHERE email = @email", connection) { Parameters = { new("email", email) } };
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
