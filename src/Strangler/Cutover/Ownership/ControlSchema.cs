using System.Globalization;

namespace Monolith.Strangler.Cutover.Ownership;

/// <summary>The statements that put the ownership row, the batons and the guard into a database. Each may be repeated.</summary>
internal static class ControlSchema
{
    /// <summary>SQLSTATE of a write that the guard refuses.</summary>
    public const string NotOwner = "MC001";

    /// <summary>Put before a sequence's value where it goes over: more than any session may have cached or taken since.</summary>
    public const int SequenceGap = 1000;

    /// <param name="names">The module's.</param>
    /// <param name="database">Which of the two this is for.</param>
    /// <param name="stopsStream">PostgreSQL 15: the receiver must disable its subscription when it becomes the owner, or its own writes come back to it.</param>
    public static string Create(ModuleNames names, CutoverDatabase database, bool stopsStream)
    {
        var first = database.Place == Place.Monolith ? "('owner', 1)" : "('standby', 0)";
        var stop = stopsStream ? $"EXECUTE 'ALTER SUBSCRIPTION {Sql.Name(names.Stream(database.Incoming))} DISABLE';" : "";
        var incoming = names.Baton(database.Incoming);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            CREATE SCHEMA IF NOT EXISTS {names.Control};
            CREATE TABLE IF NOT EXISTS {names.Control}.ownership (
                one boolean PRIMARY KEY DEFAULT true CHECK (one),
                state text NOT NULL CHECK (state IN ('standby', 'owner', 'fenced', 'ceded', 'retired')),
                epoch bigint NOT NULL,
                changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                barriers bigint NOT NULL DEFAULT 0,
                followers_lock bigint NOT NULL DEFAULT {names.FollowersLock});
            INSERT INTO {names.Control}.ownership (state, epoch) VALUES {first} ON CONFLICT DO NOTHING;
            -- Not in the ownership row: whoever writes at REPEATABLE READ locks that, and would fail when it changes.
            CREATE TABLE IF NOT EXISTS {names.Control}.hold (one boolean PRIMARY KEY DEFAULT true CHECK (one), until timestamptz NOT NULL DEFAULT '-infinity');
            INSERT INTO {names.Control}.hold DEFAULT VALUES ON CONFLICT DO NOTHING;
            -- Every process that uses the module asks here whether it may.
            GRANT USAGE ON SCHEMA {names.Control} TO PUBLIC;
            GRANT SELECT ON {names.Control}.ownership, {names.Control}.hold TO PUBLIC;
            CREATE TABLE IF NOT EXISTS {names.Baton(Direction.Forward)} (
                epoch bigint, kind text CHECK (kind IN ('marker', 'cede')), sequences jsonb, who text, sent_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (epoch, kind));
            CREATE TABLE IF NOT EXISTS {names.Baton(Direction.Back)} (LIKE {names.Baton(Direction.Forward)} INCLUDING ALL);

            -- A snapshot may be older than a fence. Locking the row fails then (40001) instead of reading what was. Whoever locks it need not be able to change it.
            CREATE OR REPLACE FUNCTION {names.Control}.lock_ownership() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $lock$
            BEGIN
                PERFORM FROM {names.Control}.ownership FOR SHARE;
            END $lock$;

            -- Runs for every statement that writes: with the rights and the search path of who writes, because changing them costs as much as the rest.
            CREATE OR REPLACE FUNCTION {names.Control}.guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
            BEGIN
                PERFORM pg_catalog.pg_advisory_xact_lock_shared({names.WritersLock});
                IF pg_catalog.current_setting('transaction_isolation') OPERATOR(pg_catalog.=) ANY (ARRAY['repeatable read', 'serializable']) THEN
                    PERFORM {names.Control}.lock_ownership();
                END IF;
                PERFORM FROM {names.Control}.ownership o WHERE o.state OPERATOR(pg_catalog.=) 'owner';
                IF NOT FOUND THEN
                    RAISE EXCEPTION USING ERRCODE = '{NotOwner}',
                        MESSAGE = pg_catalog.format('the data of module {names.Schema} is not written here: this database is %s at epoch %s',
                            (SELECT o.state FROM {names.Control}.ownership o), (SELECT o.epoch FROM {names.Control}.ownership o)),
                        HINT = 'Write to the database that owns the module; "strangler data status {names.Schema}" names it.';
                END IF;
                RETURN NULL;
            END $guard$;

            CREATE OR REPLACE FUNCTION {names.Control}.take_baton() RETURNS trigger LANGUAGE plpgsql AS $baton$
            DECLARE
                sequence record;
            BEGIN
                IF NEW.kind <> 'cede' THEN
                    RETURN NULL;
                END IF;
                -- Who sees the new owner must find it durable.
                PERFORM set_config('synchronous_commit', 'on', true);
                FOR sequence IN SELECT key, value::bigint AS last FROM jsonb_each_text(NEW.sequences) LOOP
                    PERFORM setval(format('%I.%I', '{names.Schema}', sequence.key)::regclass, sequence.last);
                END LOOP;
                UPDATE {names.Control}.ownership SET state = 'owner', epoch = NEW.epoch, changed_at = clock_timestamp()
                    WHERE state IN ('standby', 'ceded') AND epoch < NEW.epoch;
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'module {names.Schema} was ceded at epoch % to a database that cannot take it', NEW.epoch;
                END IF;
                {stop}
                PERFORM pg_notify('{ModuleNames.Channel}', '{names.Schema}');
                RETURN NULL;
            END $baton$;

            -- Not where it is: making it waits for the table's first copy, which on a server with both databases waits for this.
            DO $once$
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = '{incoming}'::regclass AND tgname = 'take_baton' AND tgenabled = 'R') THEN
                    CREATE OR REPLACE TRIGGER take_baton AFTER INSERT ON {incoming} FOR EACH ROW EXECUTE FUNCTION {names.Control}.take_baton();
                    ALTER TABLE {incoming} ENABLE REPLICA TRIGGER take_baton;
                END IF;
            END $once$;
            """);
    }

    /// <summary>Puts the guard on a table of the module's.</summary>
    public static string Guard(ModuleNames names, string table)
        => $"""
            CREATE OR REPLACE TRIGGER monolith_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {names.Schema}.{Sql.Name(table)}
                FOR EACH STATEMENT EXECUTE FUNCTION {names.Control}.guard();
            """;
}
