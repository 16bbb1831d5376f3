using Monolith.Wallet.Domain;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Data;

/// <summary>Goes past the module, by SQL: with every right there is, and as the role that serves requests.</summary>
public sealed class InvariantsTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    private const string Transaction = "INSERT INTO wallet.transactions (id, user_id, operation, amount, currency, method, created_at, available_after)";
    private const string Entry = "INSERT INTO wallet.entries (transaction_id, line, user_id, kind, currency, amount, number, balance_after)";

    [Fact]
    public async Task Transaction_BalancedEntries_IsAccepted()
    {
        var (user, id) = (await UserWithAsync(10), Guid.NewGuid());

        await ExecuteAsync(Made(id, user) + Line(id, 1, user, "Available", -1, 2, 9) + Line(id, 2, user, "Clearing", 1, 1, 1));

        (await BalanceAsync(user)).ShouldBe(9);
    }

    [Fact]
    public Task Transaction_EntriesThatDoNotSumToZero_IsRefusedAtCommit()
        => RefusedAsync("transactions_sum_to_zero", (user, id) => Made(id, user) + Line(id, 1, user, "Available", -1, 2, 9) + Line(id, 2, user, "Clearing", 2, 1, 2));

    [Fact]
    public Task Transaction_OneEntry_IsRefused()
        => RefusedAsync("transactions_sum_to_zero", (user, id) => Made(id, user) + Line(id, 1, user, "Available", 1, 2, 11));

    [Fact]
    public Task Transaction_WithoutEntries_IsRefused()
        => RefusedAsync("transactions_sum_to_zero", (user, id) => Made(id, user));

    [Fact]
    public Task Transaction_CheckedEarly_StillRefusesOneEntryMore()
        => RefusedAsync("transactions_sum_to_zero", (user, id) => Made(id, user)
            + Line(id, 1, user, "Available", -1, 2, 9) + Line(id, 2, user, "Clearing", 1, 1, 1) + "SET CONSTRAINTS ALL IMMEDIATE;"
            + Line(id, 3, user, "Available", 5, 3, 14));

    [Fact]
    public async Task Entry_OfATransactionThatIsClosed_IsRefused()
    {
        var (user, id) = (await UserWithAsync(10), Guid.NewGuid());
        await ExecuteAsync(Made(id, user) + Line(id, 1, user, "Available", -1, 2, 9) + Line(id, 2, user, "Clearing", 1, 1, 1));

        (await Should.ThrowAsync<PostgresException>(ExecuteAsync(Line(id, 3, user, "Available", -1, 3, 8) + Line(id, 4, user, "Clearing", 1, 2, 2))))
            .ConstraintName.ShouldBe("entries_of_open_transaction");
    }

    [Fact]
    public Task Entry_OverdrawingTheAccount_IsRefused()
        => RefusedAsync("ck_accounts_never_negative", (user, id) => Made(id, user) + Line(id, 1, user, "Available", -11, 2, -1) + Line(id, 2, user, "Clearing", 11, 1, 11));

    [Fact]
    public Task Entry_InAnotherCurrencyThanItsAccount_IsRefused()
        => RefusedAsync("entries_in_one_currency", (user, id) => Made(id, user, "EUR") + Line(id, 1, user, "Available", -1, 2, 9, "EUR") + Line(id, 2, user, "Clearing", 1, 1, 1, "EUR"));

    [Fact]
    public Task Entry_InAnotherCurrencyThanItsTransaction_IsRefused()
        => RefusedAsync("entries_in_one_currency", (user, id) => Made(id, user, "EUR") + Line(id, 1, user, "Available", -1, 2, 9) + Line(id, 2, user, "Clearing", 1, 1, 1));

    [Fact]
    public Task Entry_WithABalanceThatIsNotTheAccounts_IsRefused()
        => RefusedAsync("entries_continue_their_account", (user, id) => Made(id, user) + Line(id, 1, user, "Available", -1, 2, 10) + Line(id, 2, user, "Clearing", 1, 1, 1));

    [Fact]
    public Task Entry_OutOfTurn_IsRefused()
        => RefusedAsync("entries_continue_their_account", (user, id) => Made(id, user) + Line(id, 1, user, "Available", -1, 3, 9) + Line(id, 2, user, "Clearing", 1, 1, 1));

    [Theory]
    [InlineData("UPDATE wallet.accounts SET balance = 1000000 WHERE user_id = @user AND kind = 'Available'", "accounts_move_by_entries")]
    [InlineData("UPDATE wallet.accounts SET currency = 'EUR' WHERE user_id = @user", "accounts_move_by_entries")]
    [InlineData("DELETE FROM wallet.accounts WHERE user_id = @user", "accounts_move_by_entries")]
    [InlineData("UPDATE wallet.entries SET amount = 1 WHERE user_id = @user", "entries_are_append_only")]
    [InlineData("DELETE FROM wallet.entries WHERE user_id = @user", "entries_are_append_only")]
    [InlineData("UPDATE wallet.transactions SET amount = 1 WHERE user_id = @user", "transactions_are_append_only")]
    [InlineData("DELETE FROM wallet.transactions WHERE user_id = @user", "transactions_are_append_only")]
    [InlineData("UPDATE wallet.wallets SET currency = 'EUR' WHERE user_id = @user", "wallets_keep_their_currency")]
    [InlineData("INSERT INTO wallet.accounts (user_id, kind, currency, balance) VALUES (@user, 'Other', 'INR', 5)", "accounts_begin_empty")]
    [InlineData("INSERT INTO wallet.accounts (user_id, kind, currency) VALUES (@user, 'Other', 'EUR')", "accounts_begin_empty")]
    public async Task Rewriting_ByWhoeverHasEveryRight_IsRefused(string sql, string rule)
    {
        var user = await UserWithAsync(10);

        var refused = await Should.ThrowAsync<PostgresException>(ExecuteAsync(sql.Replace("@user", $"{user}", StringComparison.Ordinal)));

        refused.ConstraintName.ShouldBe(rule);
        (await BalanceAsync(user)).ShouldBe(10);
    }

    [Theory]
    [InlineData("UPDATE wallet.accounts SET balance = 1000000")]
    [InlineData("DELETE FROM wallet.accounts")]
    [InlineData("UPDATE wallet.entries SET amount = 1")]
    [InlineData("DELETE FROM wallet.entries")]
    [InlineData("TRUNCATE wallet.entries")]
    [InlineData("UPDATE wallet.transactions SET amount = 1")]
    [InlineData("DELETE FROM wallet.transactions")]
    [InlineData("UPDATE wallet.freeze_changes SET reason = ''")]
    [InlineData("ALTER TABLE wallet.entries DISABLE TRIGGER ALL")]
    [InlineData("SET session_replication_role = replica")]
    public async Task Rewriting_ByTheRoleThatServesRequests_IsNotPermitted(string sql)
    {
        await UserWithAsync(10);
        await using var connection = await wallet.Process.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);

        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static string Made(Guid id, int user, string currency = "INR") => $"{Transaction} VALUES ('{id}', {user}, 'Withdraw', 1, '{currency}', 'test', now(), 0);";

    private static string Line(Guid id, int line, int user, string kind, decimal amount, int number, decimal after, string currency = "INR")
        => $"{Entry} VALUES ('{id}', {line}, {user}, '{kind}', '{currency}', {amount}, {number}, {after});";

    private async Task RefusedAsync(string rule, Func<int, Guid, string> sql)
    {
        var user = await UserWithAsync(10);

        var refused = await Should.ThrowAsync<PostgresException>(ExecuteAsync(sql(user, Guid.NewGuid())));

        refused.ConstraintName.ShouldBe(rule);
        (await BalanceAsync(user)).ShouldBe(10);
    }

    private async Task<int> UserWithAsync(decimal amount)
    {
        var user = wallet.NewUser();
        (await wallet.Process.PostAsync(Posting.Add(user, amount, "manual", null))).Succeeded.ShouldBeTrue();
        return user;
    }

    private Task<decimal> BalanceAsync(int user) => wallet.Database.QueryAsync<decimal>($"SELECT balance FROM wallet.accounts WHERE user_id = {user} AND kind = 'Available'");

    /// <summary>As the superuser, in one transaction: what is checked at commit is checked here.</summary>
    private async Task ExecuteAsync(string sql)
    {
        await using var command = wallet.Database.DataSource.CreateCommand($"BEGIN; {sql}; COMMIT;");
        await command.ExecuteNonQueryAsync();
    }
}
