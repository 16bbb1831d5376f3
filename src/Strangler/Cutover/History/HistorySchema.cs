namespace Monolith.Strangler.Cutover.History;

/// <summary>
/// The statements that put the record of a module's steps into a database. A change of who owns the data records itself, in the transaction that makes it and
/// whoever makes it, replication's worker too: so there is never one without the other, and nobody has to be there to write it. Each may be repeated.
/// </summary>
internal static class HistorySchema
{
    /// <summary>The setting of a transaction that says for whom it works.</summary>
    public const string Operator = "monolith_cutover.operator";

    /// <summary>Whom a transaction works for, as an expression; null where it does not say.</summary>
    public const string OperatorOrNull = $"nullif(current_setting('{Operator}', true), '')";

    public static string Create(ModuleNames names, CutoverDatabase database)
        => $"""
            CREATE TABLE IF NOT EXISTS {names.History} (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                at timestamptz NOT NULL DEFAULT clock_timestamp(),
                who text NOT NULL,
                step text NOT NULL,
                epoch bigint NOT NULL,
                halted_since timestamptz);

            CREATE OR REPLACE FUNCTION {names.Control}.record_step() RETURNS trigger LANGUAGE plpgsql AS $record$
            BEGIN
                INSERT INTO {names.History} (who, step, epoch, halted_since) VALUES (
                    -- The worker that applies a baton works for whoever sent it.
                    coalesce({OperatorOrNull}, (SELECT b.who FROM {names.Baton(database.Incoming)} b WHERE b.epoch = NEW.epoch AND b.kind = 'cede'), session_user),
                    CASE WHEN NEW.state <> 'owner' THEN NEW.state WHEN OLD.state = 'fenced' THEN 'aborted'
                        WHEN EXISTS (SELECT FROM {names.Baton(database.Incoming)} b WHERE b.epoch = NEW.epoch AND b.kind = 'cede') THEN 'activated' ELSE 'reclaimed' END,
                    NEW.epoch,
                    CASE WHEN OLD.state = 'fenced' THEN OLD.changed_at
                        -- Of the switch that got here, else of the one that was sent from here and lost.
                        ELSE coalesce((SELECT b.sent_at FROM {names.Baton(database.Incoming)} b WHERE b.epoch = NEW.epoch AND b.kind = 'marker'),
                            (SELECT b.sent_at FROM {names.Baton(database.Outgoing)} b WHERE b.epoch = OLD.epoch AND b.kind = 'marker')) END);
                RETURN NULL;
            END $record$;
            CREATE OR REPLACE TRIGGER record_step AFTER UPDATE OF state, epoch ON {names.Control}.ownership
                FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.epoch <> NEW.epoch) EXECUTE FUNCTION {names.Control}.record_step();
            ALTER TABLE {names.Control}.ownership ENABLE ALWAYS TRIGGER record_step;

            CREATE OR REPLACE FUNCTION {names.Control}.keep_history() RETURNS trigger LANGUAGE plpgsql AS $keep$
            BEGIN
                RAISE EXCEPTION 'the history of module {names.Schema} is added to and never changed';
            END $keep$;
            CREATE OR REPLACE TRIGGER keep_history BEFORE UPDATE OR DELETE OR TRUNCATE ON {names.History}
                FOR EACH STATEMENT EXECUTE FUNCTION {names.Control}.keep_history();
            ALTER TABLE {names.History} ENABLE ALWAYS TRIGGER keep_history;
            """;
}
