using Monolith.Wallet.Domain;
using Monolith.Wallet.Features.Statement;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class StatementTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    [Fact]
    public async Task Read_Movements_AreLinesOldestFirst()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        await wallet.Process.PostAsync(Posting.Add(other, 1, "manual", null));
        await wallet.Process.PostAsync(Posting.Add(user, 10, "=cmd|' /C calc'!A0", "a,\"b\""));
        await wallet.Process.PostAsync(Posting.Transfer(user, other, 2.5m, null));

        var answer = await wallet.Process.GetAsync("/wallet/statement", user);

        answer.Status.ShouldBe(200, answer.Body);
        answer.ContentType.ShouldBe("text/csv; charset=utf-8");
        var lines = answer.Body.Split("\r\n");
        lines[0].ShouldBe("number,date,description,reference_id,other_user_id,debit,credit,balance,currency");
        lines[1].ShouldMatch(@"^1,20..-..-..T..:..:..\....Z,'=cmd\|' /C calc'!A0,""a,""""b"""""",,,10\.00,10\.00,INR$");
        lines[2].ShouldMatch($"^2,[^,]*,transfer,,{other},2\\.50,,7\\.50,INR$");
        lines[3].ShouldBeEmpty();
        (await wallet.Process.GetAsync("/wallet/statement", other)).Body.ShouldContain($",transfer,,{user},,2.50,3.50,INR");
    }

    [Fact]
    public async Task Read_MoreThanAPage_IsWhole()
    {
        var user = wallet.NewUser();
        for (var i = 0; i < 510; i++)
        {
            await wallet.Process.PostAsync(Posting.Add(user, 1, "manual", null));
        }

        var lines = (await wallet.Process.GetAsync("/wallet/statement", user)).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        lines.Skip(1).Select(l => l.Split(',')[0]).ShouldBe(Enumerable.Range(1, 510).Select(n => $"{n}"));
    }

    [Fact]
    public async Task Read_Period_HasItsDaysOnly()
    {
        var (user, today) = (wallet.NewUser(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await wallet.Process.PostAsync(Posting.Add(user, 1, "manual", null));

        (await LinesAsync(user, $"?from={today:yyyy-MM-dd}")).ShouldBe(1);
        (await LinesAsync(user, $"?from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}")).ShouldBe(1);
        (await LinesAsync(user, $"?to={today.AddDays(-2):yyyy-MM-dd}")).ShouldBe(0);
        (await LinesAsync(user, $"?from={today.AddDays(2):yyyy-MM-dd}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("?from=2026-02-01&to=2026-01-31")]
    [InlineData("?from=tomorrow")]
    [InlineData("?to=2026-02-30")]
    public async Task Read_PeriodThatIsNone_IsTheCallersFault(string query)
        => (await wallet.Process.GetAsync("/wallet/statement" + query, wallet.NewUser())).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(400), a => a.Body.ShouldStartWith("{\"detail\":"));

    [Fact]
    public async Task Read_MoreThanTheLimit_IsRefusedWithAdvice()
    {
        await using var process = await WalletProcess.StartAsync(wallet.Database.ConnectionString, ("Wallet:MaxStatementRows", "2"));
        var user = wallet.NewUser();
        for (var i = 0; i < 3; i++)
        {
            await process.PostAsync(Posting.Add(user, 1, "manual", null));
        }

        (await process.GetAsync("/wallet/statement", user)).ShouldBe(
            400, """{"detail":"The statement has more than 2 rows; ask for a shorter time with from and to"}""");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData(null, "")]
    public void Text_OfACell_IsNoFormula(string? text, string cell) => Csv.Text(text).ShouldBe(cell);

    private async Task<int> LinesAsync(int user, string query)
        => (await wallet.Process.GetAsync("/wallet/statement" + query, user)).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
}
