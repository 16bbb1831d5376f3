using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Strangler.Routing.Store.Migrations
{
    /// <summary>
    /// Chains the versions by hashes. Those that are there are chained as they are found, with no order and no figures: from here on nobody changes them
    /// unseen, and what happened to them before nobody can tell.
    /// </summary>
    public partial class LedgerChain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "document", schema: "strangler", table: "flag_versions", type: "json", nullable: false, oldClrType: typeof(string), oldType: "jsonb");
            migrationBuilder.AlterColumn<string>(
                name: "changes", schema: "strangler", table: "flag_versions", type: "json", nullable: false, oldClrType: typeof(string), oldType: "jsonb");
            migrationBuilder.AddColumn<Guid>(name: "id", schema: "strangler", table: "flag_versions", type: "uuid", nullable: true);
            migrationBuilder.AddColumn<string>(name: "figures", schema: "strangler", table: "flag_versions", type: "json", nullable: true);
            migrationBuilder.AddColumn<string>(name: "hash", schema: "strangler", table: "flag_versions", type: "text", nullable: true);

            // The canonical form is LedgerHash's.
            migrationBuilder.Sql(
                """
                ALTER TABLE strangler.flag_versions DISABLE TRIGGER append_only;
                DO $$
                DECLARE
                    entry record;
                    previous text := '';
                BEGIN
                    FOR entry IN SELECT * FROM strangler.flag_versions ORDER BY version LOOP
                        SELECT encode(sha256(convert_to(string_agg(octet_length(convert_to(field, 'UTF8')) || ':' || field || ',', '' ORDER BY place), 'UTF8')), 'hex')
                            INTO previous
                            FROM unnest(ARRAY[
                                previous, entry.version::text, '', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                entry.author, entry.reason, entry.changes::text, entry.document::text, '{}'])
                            WITH ORDINALITY AS fields (field, place);
                        UPDATE strangler.flag_versions SET figures = '{}', hash = previous WHERE version = entry.version;
                    END LOOP;
                END $$;
                ALTER TABLE strangler.flag_versions ENABLE TRIGGER append_only;
                CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON strangler.flag_versions
                    FOR EACH STATEMENT EXECUTE FUNCTION strangler.refuse_change();
                """);

            migrationBuilder.AlterColumn<string>(
                name: "figures", schema: "strangler", table: "flag_versions", type: "json", nullable: false, oldClrType: typeof(string), oldType: "json", oldNullable: true);
            migrationBuilder.AlterColumn<string>(
                name: "hash", schema: "strangler", table: "flag_versions", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
            migrationBuilder.CreateIndex(name: "ix_flag_versions_id", schema: "strangler", table: "flag_versions", column: "id", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER append_only_truncate ON strangler.flag_versions");
            migrationBuilder.DropIndex(name: "ix_flag_versions_id", schema: "strangler", table: "flag_versions");
            migrationBuilder.DropColumn(name: "id", schema: "strangler", table: "flag_versions");
            migrationBuilder.DropColumn(name: "figures", schema: "strangler", table: "flag_versions");
            migrationBuilder.DropColumn(name: "hash", schema: "strangler", table: "flag_versions");
            migrationBuilder.AlterColumn<string>(
                name: "document", schema: "strangler", table: "flag_versions", type: "jsonb", nullable: false, oldClrType: typeof(string), oldType: "json");
            migrationBuilder.AlterColumn<string>(
                name: "changes", schema: "strangler", table: "flag_versions", type: "jsonb", nullable: false, oldClrType: typeof(string), oldType: "json");
        }
    }
}
