-- Twenty statements that write, in one transaction: what is measured is a statement, not a commit.
\set base random(1, :rows - 20)
BEGIN;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 0;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 1;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 2;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 3;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 4;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 5;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 6;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 7;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 8;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 9;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 10;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 11;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 12;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 13;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 14;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 15;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 16;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 17;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 18;
UPDATE copied.entries SET amount = amount + 0.01 WHERE id = :base + 19;
COMMIT;
