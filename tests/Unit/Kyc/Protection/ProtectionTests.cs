using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Security.AtRest;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Protection;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Protection;

public sealed class ProtectionTests(KycFixture fixture) : IClassFixture<KycFixture>
{
    private readonly KycHost _host = fixture.Host;

    [StatementFact]
    public async Task Database_AfterBothForms_HoldsNothingOfThemInClearText()
    {
        var ((_, anas), (_, evas)) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        await _host.SubmitAsync(anas, KycForms.Identity());
        await _host.SubmitAsync(evas, KycForms.Statement(TestPdf.Statement));
        foreach (var table in await _host.RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'kyc'"))
        {
            var text = string.Join('\n', await _host.RowsAsync($"SELECT encode(convert_to(t::text, 'UTF8'), 'hex') FROM kyc.{table} t"));
            foreach (var secret in new[] { KycForms.Pan, KycForms.Aadhaar, "MG Road", TestPdf.Name, TestPdf.Account, TestPdf.Ifsc, "%PDF" })
            {
                // Once as text, and once as what a bytea column shows as hexadecimal digits.
                text.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), Case.Sensitive, $"{secret} in {table}");
                text.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)))), Case.Sensitive, $"{secret} in {table}");
            }
        }

        _host.Process.Log.All.ShouldAllBe(line => !line.Contains(KycForms.Pan) && !line.Contains(TestPdf.Account));
    }

    [Fact]
    public async Task Views_EveryLook_IsKeptWithWhoWhoseAndWhy()
    {
        var (id, token) = await fixture.NewUserAsync();
        await _host.StatusAsync(token);
        await _host.SubmitAsync(token, KycForms.Identity());
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.views WHERE user_id = {id}")).ShouldBe(["0"], "nothing was shown yet");

        await _host.StatusAsync(token);
        (await _host.Process.SendAsync(new GetKycDetails(id, "case 17", ViewedBy: 900))).Value!.Identity!.PanNumber.ShouldBe(KycForms.Pan);
        (await _host.Process.SendAsync(new GetKycDetails(id, " ", ViewedBy: 900))).Error!.Code.ShouldBe(KycErrors.BadReason);
        (await _host.Process.SendAsync(new GetKycStatus(id))).Value!.State.ShouldBe(KycState.Pending);
        (await _host.RowsAsync($"SELECT viewed_by, reason FROM kyc.views WHERE user_id = {id} ORDER BY id")).ShouldBe([$"{id}|The user's own.", "900|case 17"]);
    }

    [StatementFact]
    public async Task Views_OfAStatementsFile_AreKeptAndShowItAsItCame()
    {
        var (id, token) = await fixture.NewUserAsync();
        await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement));

        (await _host.Process.SendAsync(new GetKycStatement(id, "case 17", ViewedBy: 900))).Value.ShouldBe(TestPdf.Statement);
        (await _host.Process.SendAsync(new GetKycStatement(id, " ", ViewedBy: 900))).Error!.Code.ShouldBe(KycErrors.BadReason);
        (await _host.RowsAsync($"SELECT viewed_by, reason FROM kyc.views WHERE user_id = {id}")).ShouldBe(["900|case 17"]);

        await _host.SubmitAsync(token, KycForms.Identity());
        (await _host.Process.SendAsync(new GetKycStatement(id, "case 17", ViewedBy: 900))).Error!.Code.ShouldBe(KycErrors.NoStatement);
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.views WHERE user_id = {id}")).ShouldBe(["1"], "nothing was shown");
    }

    [Theory]
    [InlineData("UPDATE kyc.changes SET reason = 'x'")]
    [InlineData("DELETE FROM kyc.changes")]
    [InlineData("TRUNCATE kyc.changes")]
    [InlineData("UPDATE kyc.views SET viewed_by = 1")]
    [InlineData("DELETE FROM kyc.views")]
    public async Task History_AsTheModulesRole_CannotBeRewritten(string sql) => (await _host.RefusalAsync(sql)).ShouldBe("42501");

    [Fact]
    public async Task Details_MovedToAnotherUser_DoNotOpen()
    {
        var ((ana, anas), (eva, evas)) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        await _host.SubmitAsync(anas, KycForms.Identity());
        await _host.SubmitAsync(evas, KycForms.Identity());
        await _host.RowsAsync($"UPDATE kyc.records SET details = (SELECT details FROM kyc.records WHERE user_id = {ana}) WHERE user_id = {eva}");
        (await _host.CallAsync(HttpMethod.Get, "/kyc/status", evas)).Status.ShouldBe(500);
        (await _host.CallAsync(HttpMethod.Get, "/kyc/status", anas)).Status.ShouldBe(200);
    }

    [StatementFact]
    public async Task Rotation_NewKeyOnTop_EncryptsAllAnewSoThatTheOldKeyCanGo()
    {
        var (database, keys) = (await TemporaryPostgres.CreateDatabaseAsync(), Path.Combine(Directory.CreateTempSubdirectory("keys").FullName, "keys"));
        var (old, next) = (Line("2025"), Line("2026"));
        Write(keys, old);
        string ana, eva;
        await using (var before = await KycHost.StartAsync(database, ("Encryption:KeysFile", keys)))
        {
            (ana, eva) = ((await before.UserAsync("ana")).Token, (await before.UserAsync("eva")).Token);
            await before.SubmitAsync(ana, KycForms.Identity());
            await before.SubmitAsync(eva, KycForms.Statement(TestPdf.Statement));
        }

        Write(keys, next);
        await using (var without = await KycHost.StartAsync(database, ("Encryption:KeysFile", keys)))
        {
            await Eventually.BecomesAsync(() => without.Process.Get<KycEncryptionState>().Last?.Unreadable, 2);
            (await without.CallAsync(HttpMethod.Get, "/kyc/status", ana)).Status.ShouldBe(500);
            without.Process.Log.All.ShouldContain(line => line.Contains("'2025'") && line.Contains("Encryption:KeysFile"));
        }

        Write(keys, next + old);
        await using (var rotated = await KycHost.StartAsync(database, ("Encryption:KeysFile", keys)))
        {
            await Eventually.BecomesAsync(() => rotated.Process.Get<KycEncryptionState>().Last, new ReEncryptionRound(2, 0, null));
        }

        Write(keys, next);
        await using var after = await KycHost.StartAsync(database, ("Encryption:KeysFile", keys));
        ((string)(await after.StatusAsync(ana))["pan_number"]!).ShouldBe(KycForms.Pan);
        ((string)(await after.StatusAsync(eva))["account_number"]!).ShouldBe(TestPdf.Account);
        var statement = (byte[])Convert.FromHexString((await after.RowsAsync("SELECT encode(content, 'hex') FROM kyc.statements"))[0]);
        var owner = (await after.RowsAsync("SELECT user_id FROM kyc.statements"))[0];
        after.Process.App.Services.GetRequiredService<IAtRestEncryption>().Unprotect(statement, $"kyc.statement:{owner}").ShouldBe(TestPdf.Statement);

        static string Line(string id) => $"{id} {Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(AesGcmBox.KeySize))}\n";
    }

    private static void Write(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
