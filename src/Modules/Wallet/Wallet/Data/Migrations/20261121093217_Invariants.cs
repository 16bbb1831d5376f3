using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Wallet.Data.Migrations
{
    /// <summary>
    /// What holds whoever writes: entries move their account's balance, and nothing else does; a transaction sums to zero, in one currency, and is complete
    /// when it commits; what was booked stays. None of it fires for rows that arrive by replication: they were checked where they were made.
    /// </summary>
    public partial class Invariants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                -- Every entry updates its account: room for the new version on the same page spares the indexes.
                ALTER TABLE wallet.accounts SET (fillfactor = 70);

                CREATE FUNCTION wallet.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'wallet.%: % is refused by the rule %', TG_TABLE_NAME, TG_OP, TG_NAME
                        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
                END $$;

                CREATE FUNCTION wallet.open_account() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.balance <> 0 OR NEW.entry_count <> 0 OR NOT EXISTS (
                        SELECT FROM wallet.wallets WHERE user_id = NEW.user_id AND currency = NEW.currency)
                    THEN
                        RAISE EXCEPTION 'wallet.accounts: an account begins empty and has the currency of its wallet'
                            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
                    END IF;
                    RETURN NEW;
                END $$;

                -- With the owner's rights: the service's role may not update an account.
                CREATE FUNCTION wallet.post_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = wallet, pg_temp AS $$
                DECLARE
                    made_by record;
                    account record;
                BEGIN
                    SELECT currency, posted_in, created_at INTO made_by FROM transactions WHERE id = NEW.transaction_id;
                    IF made_by.posted_in IS DISTINCT FROM pg_current_xact_id() THEN
                        RAISE EXCEPTION 'wallet.entries: transaction % is closed, or there is none', NEW.transaction_id
                            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'entries_of_open_transaction';
                    END IF;
                    UPDATE accounts SET balance = balance + NEW.amount, entry_count = entry_count + 1, updated_at = made_by.created_at
                        WHERE user_id = NEW.user_id AND kind = NEW.kind AND currency = NEW.currency
                        RETURNING balance, entry_count INTO account;
                    IF NOT FOUND OR NEW.currency <> made_by.currency THEN
                        RAISE EXCEPTION 'wallet.entries: there is no such account in the currency of transaction %', NEW.transaction_id
                            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'entries_in_one_currency';
                    END IF;
                    IF account.balance <> NEW.balance_after OR account.entry_count <> NEW.number THEN
                        RAISE EXCEPTION 'wallet.entries: the account has changed since it was read'
                            USING ERRCODE = 'serialization_failure', CONSTRAINT = 'entries_continue_their_account';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE FUNCTION wallet.check_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    checked uuid;
                    lines bigint;
                    total numeric;
                BEGIN
                    IF TG_TABLE_NAME = 'entries' THEN checked := NEW.transaction_id; ELSE checked := NEW.id; END IF;
                    SELECT count(*), sum(amount) INTO lines, total FROM wallet.entries WHERE transaction_id = checked;
                    IF lines < 2 OR total <> 0 THEN
                        RAISE EXCEPTION 'wallet.transactions: % has % entries that sum to %', checked, lines, total
                            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'transactions_sum_to_zero';
                    END IF;
                    RETURN NULL;
                END $$;

                CREATE TRIGGER wallets_keep_their_currency BEFORE UPDATE OF user_id, currency ON wallet.wallets
                    FOR EACH ROW EXECUTE FUNCTION wallet.refuse();
                CREATE TRIGGER accounts_begin_empty BEFORE INSERT ON wallet.accounts
                    FOR EACH ROW EXECUTE FUNCTION wallet.open_account();
                -- Depth 0 is a statement of a client's; the entries' own update is at depth 1.
                CREATE TRIGGER accounts_move_by_entries BEFORE UPDATE OR DELETE ON wallet.accounts
                    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION wallet.refuse();
                CREATE TRIGGER entries_move_accounts BEFORE INSERT ON wallet.entries
                    FOR EACH ROW EXECUTE FUNCTION wallet.post_entry();
                CREATE TRIGGER entries_are_append_only BEFORE UPDATE OR DELETE ON wallet.entries
                    FOR EACH ROW EXECUTE FUNCTION wallet.refuse();
                CREATE TRIGGER transactions_are_append_only BEFORE UPDATE OR DELETE ON wallet.transactions
                    FOR EACH ROW EXECUTE FUNCTION wallet.refuse();
                CREATE TRIGGER freeze_changes_are_append_only BEFORE UPDATE OR DELETE ON wallet.freeze_changes
                    FOR EACH ROW EXECUTE FUNCTION wallet.refuse();

                -- At commit, when all entries are there. On both tables: the one catches a transaction without entries, the other an entry too many.
                CREATE CONSTRAINT TRIGGER transactions_sum_to_zero AFTER INSERT ON wallet.transactions
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wallet.check_transaction();
                CREATE CONSTRAINT TRIGGER entries_sum_to_zero AFTER INSERT ON wallet.entries
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wallet.check_transaction();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER wallets_keep_their_currency ON wallet.wallets;
                DROP TRIGGER accounts_begin_empty ON wallet.accounts;
                DROP TRIGGER accounts_move_by_entries ON wallet.accounts;
                DROP TRIGGER entries_move_accounts ON wallet.entries;
                DROP TRIGGER entries_are_append_only ON wallet.entries;
                DROP TRIGGER transactions_are_append_only ON wallet.transactions;
                DROP TRIGGER freeze_changes_are_append_only ON wallet.freeze_changes;
                DROP TRIGGER transactions_sum_to_zero ON wallet.transactions;
                DROP TRIGGER entries_sum_to_zero ON wallet.entries;
                DROP FUNCTION wallet.check_transaction(), wallet.post_entry(), wallet.open_account(), wallet.refuse();
                ALTER TABLE wallet.accounts RESET (fillfactor);
                """);
        }
    }
}
