-- What one transfer of the Wallet module sends (LedgerStore). Where the module reads several rows pgbench can keep one, and not within a pipeline.
\set payer random(1, :users)
\set payee ((:payer - 1 + random(1, :users - 1)) % :users) + 1
\set low least(:payer, :payee)
\set high greatest(:payer, :payee)
\set reference random(1, 9000000000000000000)
\startpipeline
BEGIN;
SELECT user_id, currency, opened_at, frozen_at FROM wallet.wallets WHERE user_id IN (:low, :high) ORDER BY user_id FOR NO KEY UPDATE;
SELECT id, user_id, operation, amount, currency, method, counterparty_id, created_at, available_after FROM wallet.transactions
    WHERE user_id = :payer AND operation = 'Transfer' AND reference_id = :reference::bigint::text;
\endpipeline
SELECT sum(balance) FILTER (WHERE user_id = :payer) AS payer_has, sum(entry_count) FILTER (WHERE user_id = :payer) AS payer_entries,
        sum(balance) FILTER (WHERE user_id = :payee) AS payee_has, sum(entry_count) FILTER (WHERE user_id = :payee) AS payee_entries
    FROM wallet.accounts WHERE user_id IN (:low, :high) AND kind IN ('Available') \gset
\startpipeline
INSERT INTO wallet.transactions (id, user_id, operation, reference_id, amount, currency, method, destination, counterparty_id, settles_id, created_at, available_after)
    VALUES (lpad(to_hex(:reference::bigint), 32, '0')::uuid, :payer, 'Transfer', :reference::bigint::text, 0.01, 'INR', 'transfer', NULL, :payee, NULL, now(), :payer_has - 0.01);
INSERT INTO wallet.entries (transaction_id, line, user_id, kind, currency, amount, number, balance_after)
    VALUES (lpad(to_hex(:reference::bigint), 32, '0')::uuid, 1, :payer, 'Available', 'INR', -0.01, :payer_entries + 1, :payer_has - 0.01);
INSERT INTO wallet.entries (transaction_id, line, user_id, kind, currency, amount, number, balance_after)
    VALUES (lpad(to_hex(:reference::bigint), 32, '0')::uuid, 2, :payee, 'Available', 'INR', 0.01, :payee_entries + 1, :payee_has + 0.01);
\endpipeline
COMMIT;
